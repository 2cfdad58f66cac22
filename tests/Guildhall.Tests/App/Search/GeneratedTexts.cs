using System.Text.Json;
using Guildhall.App.Catalogue.Generator;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.App.Search;

/// <summary>The synthetic catalogue as the search sees it, without a database between.</summary>
internal static class GeneratedTexts
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    /// <param name="products">How many public ones; those that are not public come on top.</param>
    /// <param name="longest">Long descriptions are cut to this.</param>
    public static IReadOnlyList<SearchText> Make(int products, int longest)
    {
        using var file = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(products, Seed: 1), file, TestContext.Current.CancellationToken);
        var (sellers, facts, found) = (new Dictionary<string, string>(), new Dictionary<string, OfferFacts>(), new List<(string Id, JsonElement Document)>());
        using var lines = new StreamReader(new MemoryStream(file.ToArray()));
        while (lines.ReadLine() is { } line)
        {
            var record = JsonElement.Parse(line);
            switch (record.GetProperty("kind").GetString())
            {
                case "seller":
                    sellers.Add(record.GetProperty("id").GetString()!, record.GetProperty("displayName").GetString()!);
                    break;
                case "product":
                    found.Add((record.GetProperty("id").GetString()!, record));
                    break;
                case "offer":
                    var product = record.GetProperty("product").GetString()!;
                    facts[product] = facts.GetValueOrDefault(product) | OffersRead.Of(record, Now);
                    break;
            }
        }

        return [.. found.Select((f, number) => Text(number, f.Id, f.Document, sellers, facts.GetValueOrDefault(f.Id), longest))];
    }

    private static SearchText Text(int number, string id, JsonElement document, Dictionary<string, string> sellers, OfferFacts facts, int longest)
    {
        var product = new Product(
            new ProductId(id), document.GetProperty("type").GetString()!, document.GetProperty("title").GetString()!, sellers[document.GetProperty("seller").GetString()!],
            ProductVisibility.Public, Now);
        var text = SearchTexts.Of(number, product, document, facts);
        return text with { Long = text.Long[..Math.Min(longest, text.Long.Length)] };
    }
}
