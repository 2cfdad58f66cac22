using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Benchmarks.Governance;

/// <summary>
/// A large tenant from a fixed seed: 2,000 OUs five deep at most, a quarter of them and 2 % of the accounts with an experience of their own,
/// 1,000 experiences with 20 to 2,000 products and one with 10,000, one in ten not live.
/// </summary>
internal sealed class Installation
{
    public const int Units = 2_000, Experiences = 1_000;
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PrincipalId Top = new("o-benchmarks");

    private readonly Random _random = new(1);

    /// <param name="accounts">How many accounts.</param>
    /// <param name="products">How many products.</param>
    /// <param name="widest">The products that the first experience approves.</param>
    /// <param name="usual">The products that any other approves at most.</param>
    public Installation(int accounts, int products, int widest = 10_000, int usual = 2_000)
    {
        Accounts = [.. Enumerable.Range(0, accounts).Select(i => $"{100_000_000_000L + (i * 7_654_321L)}")];
        Products = [.. Enumerable.Range(0, products).Select(i => $"prod-{Suffix(i)}")];
        Catalogue = ProductCatalogue.Of([.. Products.Select(Product)]);
        Marketplace = Fill(new PrivateMarketplace(Organization()), widest, usual);
    }

    public ImmutableArray<string> Accounts { get; }

    public ImmutableArray<string> Products { get; }

    public ProductCatalogue Catalogue { get; }

    public PrivateMarketplace Marketplace { get; }

    public static EntityId Experience(int number) => new($"exp-{number:D13}");

    public ProcurementPolicy Policy(int number, int size)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < size) chosen.Add(_random.Next(Products.Length));
        return new ProcurementPolicy(new EntityId($"procpolicy-{number:D13}"), 1, Day, "Policy", "")
        {
            Allowed = [.. chosen.Select(p => new ProductGrant(new ProductId(Products[p]), null))],
        };
    }

    private static Product Product(string id) => new(new ProductId(id), "SaaSProduct", id, "Seller", ProductVisibility.Public, Day);

    private static string Suffix(int number)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var mixed = (ulong)(number + 1) * 0x9E3779B97F4A7C15UL;
        return string.Create(13, mixed, static (text, value) =>
        {
            for (var i = 0; i < text.Length; i++, value >>= 5) text[i] = alphabet[(int)(value & 31)];
        });
    }

    private Organization Organization()
    {
        List<(OrganizationNode, PrincipalId?)> nodes = [(new(Top, NodeKind.Organization, "Benchmark"), null)];
        List<(PrincipalId Id, int Depth)> parents = [(Top, 0)];
        for (var i = 0; i < Units; i++)
        {
            var (parent, depth) = parents[_random.Next(parents.Count)];
            var id = new PrincipalId($"ou-aaaa-{i:D8}");
            nodes.Add((new(id, NodeKind.OrganizationalUnit, $"Unit {i}"), parent));
            if (depth < 4) parents.Add((id, depth + 1));
        }

        nodes.AddRange(Accounts.Select(a => (Account(a), (PrincipalId?)nodes[_random.Next(Units + 1)].Item1.Id)));
        return new Organization
        {
            Tenant = new TenantId(Top.Value),
            OrganizationId = Top,
            ManagementAccount = new AccountId(Accounts[0]),
            Integration = Integration.Enabled,
            ServiceLinkedRole = true,
            Tree = OrganizationTree.Build(nodes),
        };
    }

    private static OrganizationNode Account(string id) => new(new PrincipalId(id), NodeKind.Account, id, null, AccountState.Active);

    private PrivateMarketplace Fill(PrivateMarketplace marketplace, int widest, int usual)
    {
        var audiences = marketplace.Organization.Tree.Nodes
            .Where(n => n.Kind == NodeKind.Organization || _random.Next(100) < (n.Kind == NodeKind.OrganizationalUnit ? 25 : 2))
            .ToLookup(n => n.Kind == NodeKind.Organization ? 0 : _random.Next(Experiences), n => n.Id);
        for (var i = 0; i < Experiences; i++)
        {
            var experience = new Experience(Experience(i), 1, Day, default, default, $"Experience {i}", "", Live: i == 0 || _random.Next(10) > 0);
            marketplace = marketplace.With(experience with
            {
                Policy = Policy(i, i == 0 ? widest : _random.Next(20, usual)),
                Audience = new Audience(new EntityId($"aud-{i:D13}"), 1, Day, "", "") { Principals = [.. audiences[i]] },
            });
        }

        return marketplace;
    }
}
