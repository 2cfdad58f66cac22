using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Benchmarks.Search;

/// <summary>The catalogue of performance.md 3: titles of five words and descriptions of 25 from 20,000 words by Zipf's law, facets of 60, 3,000 and fewer values.</summary>
internal static class SearchWorld
{
    private const int Words = 20_000;

    private static readonly string[] Vocabulary = MakeVocabulary();
    private static readonly double[] Zipf = MakeZipf();

    public static IReadOnlyList<SearchText> Texts(int count)
    {
        var random = new Random(17);
        return [.. Enumerable.Range(0, count).Select(number => new SearchText(number)
        {
            Title = Text(random, 5),
            Seller = $"Seller {random.Next(3_000)}",
            SellerId = $"seller-{random.Next(3_000)}",
            Type = $"Type{random.Next(6)}",
            Short = Text(random, 25),
            Categories = [$"category-{random.Next(60)}"],
            Delivery = [$"DELIVERY_{random.Next(8)}"],
            Pricing = [$"PRICING_{random.Next(5)}"],
            Badges = random.Next(5) == 0 ? ["FREE_TRIAL"] : [],
            Deployed = [random.Next(2) == 0 ? "DEPLOYED" : "NOT_DEPLOYED"],
            Tenths = (byte)random.Next(51),
            Reviews = random.Next(100),
        })];
    }

    public static ProductCatalogue Catalogue(IReadOnlyList<SearchText> texts) => ProductCatalogue.Of([.. texts.Select(t =>
        new Product(new ProductId($"prod-{t.Number:D13}"), t.Type, t.Title, t.Seller, ProductVisibility.Public, DateTimeOffset.UnixEpoch))]);

    /// <summary>One whole word and three letters, as in the note.</summary>
    public static IReadOnlyList<string> Queries()
    {
        var random = new Random(23);
        return [.. Enumerable.Range(0, 400).Select(_ => $"{Any(random)} {Any(random)[..3]}")];
    }

    /// <summary>An account that an experience governs which approves one product in ten.</summary>
    public static AccountPermissions Permissions(ProductCatalogue catalogue)
    {
        var account = new AccountId("111122223333");
        var policy = new ProcurementPolicy(new EntityId("procpolicy-x"), 1, DateTimeOffset.UnixEpoch, "policy", "")
        {
            Allowed = [.. catalogue.Products.Where((_, number) => number % 10 == 0).Select(p => new ProductGrant(p.Id, null))],
        };
        var experience = new Experience(new EntityId("exp-x"), 1, DateTimeOffset.UnixEpoch, account, account, "x", "", Live: true)
        {
            Policy = policy,
            Audience = new Audience(new EntityId("aud-x"), 1, DateTimeOffset.UnixEpoch, "", "") { Principals = [PrincipalId.Of(account)] },
        };
        var tree = OrganizationTree.Build([(new OrganizationNode(PrincipalId.Of(account), NodeKind.Account, "account"), null)], null);
        var marketplace = new PrivateMarketplace(new Organization { Tenant = new TenantId(account.Value), ManagementAccount = account, Tree = tree }).With(experience);
        return GovernanceSnapshot.Build(marketplace, catalogue).PermissionsOf(0);
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Any(random)));

    private static string Any(Random random)
    {
        var place = Array.BinarySearch(Zipf, random.NextDouble() * Zipf[^1]);
        return Vocabulary[Math.Min(Words - 1, place < 0 ? ~place : place)];
    }

    private static double[] MakeZipf()
    {
        var sums = new double[Words];
        for (var rank = 0; rank < Words; rank++) sums[rank] = (rank > 0 ? sums[rank - 1] : 0) + (1.0 / (rank + 1));
        return sums;
    }

    private static string[] MakeVocabulary()
    {
        var random = new Random(5);
        var words = new HashSet<string>();
        while (words.Count < Words) words.Add(string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bcdfghklmnprstvw"[random.Next(16)]}{"aeiou"[random.Next(5)]}")));
        return [.. words];
    }
}
