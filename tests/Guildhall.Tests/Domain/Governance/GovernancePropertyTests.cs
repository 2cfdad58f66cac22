using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>What holds in every world, whatever happened to it.</summary>
public sealed class GovernancePropertyTests
{
    [Fact]
    public void M25_an_archived_experience_never_governs() => InManyWorlds((_, snapshot) =>
        Assert.All(Governors(snapshot), g => Assert.False(snapshot.Marketplace.FindExperience(g.Experience)!.Archived)));

    [Fact]
    public void M16_an_experience_that_is_not_live_never_governs() => InManyWorlds((_, snapshot) =>
        Assert.All(Governors(snapshot), g => Assert.True(snapshot.Marketplace.FindExperience(g.Experience)!.Live)));

    [Fact]
    public void M18_trusted_access_off_governs_nobody() => InManyWorlds((_, snapshot) =>
    {
        if (snapshot.Marketplace.Organization.IsStandalone) return;
        var off = snapshot.With(snapshot.Marketplace with { Organization = snapshot.Marketplace.Organization with { Integration = Integration.Disabled } });
        Assert.Empty(Governors(off));
    });

    [Fact]
    public void Moving_an_account_never_changes_its_direct_association() => InManyWorlds((world, snapshot) =>
    {
        var before = Direct(snapshot);
        if (world.MoveAccount() == "") return;
        Assert.Equal(before, Direct(snapshot.With(snapshot.Marketplace with { Organization = world.Marketplace.Organization })));
    });

    [Fact]
    public void A_snapshot_is_not_touched_by_its_successors() => InManyWorlds((world, snapshot) =>
    {
        var before = Governors(snapshot).ToList();
        for (var i = 0; i < 5; i++) world.Change();
        snapshot.With(world.Marketplace).With(world.Catalogue);
        Assert.Equal(before, Governors(snapshot));
    });

    [Fact]
    public void M10_the_permissions_of_an_account_say_what_decisions_about_what_it_sees_say() => InManyWorlds((_, snapshot) =>
    {
        var stale = new OrganizationReading(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), TimeSpan.FromHours(1));
        foreach (var reading in new[] { default, stale })
        {
            foreach (var (node, account) in snapshot.Marketplace.Organization.Tree.Nodes.Index().Where(n => n.Item.Kind == NodeKind.Account))
            {
                var permissions = snapshot.PermissionsOf(node, reading);
                Assert.Equal(snapshot.GovernorOf(node) is not null, permissions.Governed);
                foreach (var (number, product) in snapshot.Catalogue.Products.Index().Where(p => p.Item.VisibleTo(new AccountId(account.Id.Value))))
                    Assert.Equal(snapshot.Decide(node, number, reading).Decision == Decision.Allow, permissions.Permits(number));
            }
        }
    });

    private static void InManyWorlds(Action<RandomWorld, GovernanceSnapshot> check)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = RandomWorld.Of(seed);
            check(world, GovernanceSnapshot.Build(world.Marketplace, world.Catalogue));
        }
    }

    private static IEnumerable<Governor> Governors(GovernanceSnapshot snapshot) =>
        Enumerable.Range(0, snapshot.Marketplace.Organization.Tree.Nodes.Length).Select(snapshot.GovernorOf).OfType<Governor>();

    private static SortedDictionary<string, string?> Direct(GovernanceSnapshot snapshot)
    {
        var tree = snapshot.Marketplace.Organization.Tree;
        return new(Enumerable.Range(0, tree.Nodes.Length).ToDictionary(n => tree.Nodes[n].Id.Value, n => snapshot.Path(n)[0].Experience?.Value));
    }
}
