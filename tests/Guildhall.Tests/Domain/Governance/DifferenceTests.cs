using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

public sealed class DifferenceTests
{
    private static readonly ProductCatalogue Catalogue = World.Catalogue("prod-a", "prod-b");

    [Fact]
    public void Going_not_live_affects_those_it_governed_and_nobody_else() =>
        Assert.Equal(["222222222222 governor"], Affected(WorkedTableTests.Marketplace(), WorkedTableTests.Marketplace("Fin")));

    [Fact]
    public void Another_approval_affects_all_whom_the_experience_governs()
    {
        var marketplace = WorkedTableTests.Marketplace();
        var fin = marketplace.FindExperience(new EntityId("exp-fin"))! with { Policy = World.Policy(["prod-a"]) };

        Assert.Equal(["222222222222 products"], Affected(marketplace.With(fin), marketplace.With(fin with { Policy = World.Policy(["prod-a", "prod-b"]) })));
        Assert.Equal(["222222222222 products"], Affected(marketplace, marketplace.With(fin)));
    }

    [Fact]
    public void A_denial_of_what_was_not_approved_affects_nobody()
    {
        var marketplace = WorkedTableTests.Marketplace();
        var fin = marketplace.FindExperience(new EntityId("exp-fin"))! with { Policy = World.Policy(["prod-a"]) };

        Assert.Empty(Affected(marketplace.With(fin), marketplace.With(fin with { Policy = World.Policy(["prod-a"], "prod-b") })));
    }

    [Fact]
    public void Another_governor_with_another_list_changes_both()
    {
        var marketplace = WorkedTableTests.Marketplace();
        var own = marketplace.FindExperience(new EntityId("exp-exp-a"))! with { Policy = World.Policy(["prod-a"]) };

        Assert.Equal(["111111111111 governor products"], Affected(marketplace.With(own), marketplace.With(own with { Live = false })));
    }

    private static IEnumerable<string> Affected(PrivateMarketplace before, PrivateMarketplace after)
    {
        var nodes = after.Organization.Tree.Nodes;
        return Difference.Between(GovernanceSnapshot.Build(before, Catalogue), GovernanceSnapshot.Build(after, Catalogue)).Accounts
            .Select(a => nodes[a.Account].Id + (a.Governor ? " governor" : "") + (a.Products.IsNone ? "" : " products"));
    }
}
