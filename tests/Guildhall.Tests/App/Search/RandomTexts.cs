using System.Collections.Immutable;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.App.Search;

/// <summary>Small made-up catalogues in which words and values meet often.</summary>
internal static class RandomTexts
{
    private static readonly string[] Vocabulary =
        ["alpha", "alphas", "alpine", "beta", "betamax", "gamma", "delta", "deltas", "cloud", "clouds", "cloudy", "guard", "guards", "garden", "k8s", "kubernetes", "waf", "firewall", "monitor", "monitors", "x", "42", "secure", "secured"];

    private static readonly string[] Categories = ["security", "storage", "devops", "infrastructure-software", "monitoring", "crm"];

    public static SearchText Of(Random random, int number) => new(number)
    {
        Title = Words(random, 1, 3),
        Seller = Words(random, 1, 2),
        SellerId = $"seller-{random.Next(5)}",
        Type = random.Next(2) == 0 ? "SaaSProduct" : "AmiProduct",
        Short = Words(random, 0, 4),
        Long = Words(random, 0, 8),
        Keywords = random.Next(3) == 0 ? [Words(random, 1, 1)] : [],
        Categories = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Categories[random.Next(Categories.Length)]).Distinct()],
        Delivery = random.Next(2) == 0 ? ["SAAS"] : ["API", "SAAS"],
        Pricing = random.Next(2) == 0 ? ["CONTRACT", "USAGE"] : ["FREE"],
        Tenths = (byte)(random.Next(3) == 0 ? 0 : random.Next(20, 51)),
        Reviews = random.Next(3) == 0 ? 0 : random.Next(1, 40),
    };

    /// <summary>One or more words, whole, begun or mistyped, with filters and an order.</summary>
    public static SearchQuery Query(Random random) => new(string.Join(' ', Enumerable.Range(0, random.Next(0, 4)).Select(_ => Typed(random))))
    {
        Order = (SearchOrder)random.Next(4),
        Take = random.Next(1, 8),
        Filters = Filters(random),
    };

    public static ProductCatalogue Catalogue(IReadOnlyList<SearchText> texts) => ProductCatalogue.Of([.. texts.Select(t =>
        new Product(new ProductId($"prod-{t.Number:D13}"), t.Type, t.Title, t.Seller, ProductVisibility.Public, DateTimeOffset.UnixEpoch))]);

    private static ImmutableSortedDictionary<Facet, ImmutableArray<string>> Filters(Random random)
    {
        var filters = ImmutableSortedDictionary<Facet, ImmutableArray<string>>.Empty;
        if (random.Next(3) == 0) filters = filters.Add(Facet.Category, [Categories[random.Next(Categories.Length)], Categories[random.Next(Categories.Length)]]);
        if (random.Next(3) == 0) filters = filters.Add(Facet.Delivery, [random.Next(2) == 0 ? "SAAS" : "API"]);
        if (random.Next(4) == 0) filters = filters.Add(Facet.Rating, ["3"]);
        return filters;
    }

    private static string Typed(Random random)
    {
        var word = Vocabulary[random.Next(Vocabulary.Length)];
        return random.Next(4) switch
        {
            0 => word[..random.Next(1, word.Length + 1)],
            1 when word.Length > 5 => word.Remove(random.Next(word.Length), 1),
            _ => word,
        };
    }

    private static string Words(Random random, int least, int most) =>
        string.Join(' ', Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
