using System.Collections.Immutable;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Benchmarks.Governance;

/// <summary>
/// How long until a change is visible to decisions, 50,000 accounts, 30,000 products, 1,000 experiences: from the next marketplace (made
/// beforehand, it is the store's business) to the next snapshot. Goal: at most 5 ms. The yardstick is one governing pass over plain arrays.
/// </summary>
internal static class SnapshotBenchmark
{
    private const int Rounds = 15, Times = 5;

    public static Task Run(Report report)
    {
        var world = new Installation(50_000, 30_000);
        var marketplace = world.Marketplace;
        var all = Grants(world.Products);
        var full = Approve(marketplace, 1, _ => all.RemoveAt(15_000));
        var snapshot = GovernanceSnapshot.Build(marketplace, world.Catalogue);
        var fullSnapshot = snapshot.With(full);
        var organization = marketplace.Organization;
        var moved = new Installation(50_000, 30_000).Marketplace.Organization;
        var account = organization.Tree.Nodes.Last(n => !marketplace.Associations.ContainsKey(n.Id)).Id;
        var catalogue = world.Catalogue.With([world.Catalogue.Products[7] with { AlwaysEntitled = true }]);
        Entrant[] entrants =
        [
            Timed("governing pass over plain arrays (yardstick)", () => Pass(organization.Tree)),
            Visible("allow one product", snapshot, Approve(marketplace, 2, list => list.Add(all[^1]))),
            Visible("allow one product, policy of 29,999", fullSnapshot, Approve(full, 1, list => list.Add(all[15_000]))),
            Visible("remove one of 29,999", fullSnapshot, Approve(full, 1, list => list.RemoveAt(9))),
            Visible("a new policy of 29,999 products", snapshot, full),
            Visible("associate an account", snapshot, Edit(marketplace, 3, e => Associate(e, account))),
            Visible("go live or not live", snapshot, Edit(marketplace, 4, e => e with { Live = !e.Live })),
            Visible("trusted access off", snapshot, marketplace with { Organization = organization with { Integration = Integration.Disabled } }),
            Timed("one product of the catalogue", () => snapshot.With(catalogue)),
            Visible("accounts moved (another tree)", snapshot, marketplace with { Organization = moved }),
            Timed("built from nothing", () => GovernanceSnapshot.Build(marketplace, world.Catalogue)),
        ];
        var results = Contest.Run(Rounds, entrants);
        foreach (var result in results) report.Time(result, results[0]);
        report.Count("memory of the snapshot's policies, 1,000 x 30k products", Memory(marketplace, world.Catalogue), "MB");
        return Task.CompletedTask;
    }

    private static Entrant Visible(string name, GovernanceSnapshot snapshot, PrivateMarketplace next) => Timed(name, () => snapshot.With(next));

    private static Entrant Timed(string name, Action body) => new(name, Times, () =>
    {
        for (var i = 0; i < Times; i++) body();
    });

    private static PrivateMarketplace Edit(PrivateMarketplace marketplace, int number, Func<Experience, Experience> edit) =>
        marketplace.With(edit(marketplace.Experiences[Installation.Experience(number)]));

    private static PrivateMarketplace Approve(
        PrivateMarketplace marketplace, int number, Func<ImmutableArray<ProductGrant>, ImmutableArray<ProductGrant>> edit) =>
        Edit(marketplace, number, e => e with { Policy = e.Policy! with { Allowed = edit(e.Policy.Allowed) } });

    private static Experience Associate(Experience experience, PrincipalId principal) =>
        experience with { Audience = experience.Audience! with { Principals = experience.Audience.Principals.Add(principal) } };

    private static ImmutableArray<ProductGrant> Grants(IEnumerable<string> products) =>
        [.. products.Select(p => new ProductGrant(new ProductId(p), null))];

    private static int[] Pass(OrganizationTree tree)
    {
        var parents = tree.Parents;
        var governing = new int[parents.Length];
        for (var i = 1; i < governing.Length; i++) governing[i] = i % 50 == 0 ? i : governing[parents[i]];
        return governing;
    }

    private static double Memory(PrivateMarketplace marketplace, ProductCatalogue catalogue)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var snapshot = GovernanceSnapshot.Build(marketplace, catalogue);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(snapshot);
        return (after - before) / 1_048_576.0;
    }
}
