using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>The worked table of private-marketplace.md 5.1: organization → Default, Finance → Fin, Marketing → Mkt, account A → Exp A.</summary>
public sealed class WorkedTableTests
{
    private const string A = "111111111111", OtherFinance = "222222222222", Marketing = "333333333333", AtRoot = "000000000001";

    [Theory]
    [InlineData("all live", "Exp-A", "Fin", "Mkt", "Default")]
    [InlineData("Mkt not live", "Exp-A", "Fin", "Default", "Default", "Mkt")]
    [InlineData("Exp A archived", "Fin", "Fin", "Mkt", "Default", "!Exp-A")]
    [InlineData("Fin and Exp A not live", "Default", "Default", "Mkt", "Default", "Fin", "Exp-A")]
    [InlineData("Default not live too", null, null, "Mkt", null, "Fin", "Exp-A", "Default")]
    [InlineData("trusted access off", null, null, null, null, "off")]
    public void Conformance_04_each_row_of_the_worked_table_holds(
        string state, string? a, string? finance, string? marketing, string? root, params string[] off)
    {
        var built = GovernanceSnapshot.Build(Marketplace(off), ProductCatalogue.Empty);
        var carried = GovernanceSnapshot.Build(Marketplace(), ProductCatalogue.Empty).With(Marketplace(off));
        foreach (var snapshot in new[] { built, carried })
        {
            Assert.True((a, finance, marketing, root) == (Of(snapshot, A), Of(snapshot, OtherFinance), Of(snapshot, Marketing), Of(snapshot, AtRoot)), state);
        }
    }

    [Fact]
    public void Governors_of_units_and_the_organization_come_with_their_relationship_and_deciding_node()
    {
        var snapshot = GovernanceSnapshot.Build(Marketplace("Fin"), ProductCatalogue.Empty);

        Assert.Equal(("exp-exp-a", Relationship.Associated, A), Told(snapshot, A));
        Assert.Equal(("exp-default", Relationship.Inherited, "o-aaaaaaaaaa"), Told(snapshot, "ou-aaaa-finance1"));
        Assert.Equal(("exp-mkt", Relationship.Associated, "ou-aaaa-marketing"), Told(snapshot, "ou-aaaa-marketing"));
        Assert.Equal(("exp-mkt", Relationship.Inherited, "ou-aaaa-marketing"), Told(snapshot, Marketing));
        Assert.Equal(("exp-default", Relationship.Associated, "o-aaaaaaaaaa"), Told(snapshot, "r-aaaa"));
        Assert.Equal(("exp-default", Relationship.Inherited, "o-aaaaaaaaaa"), Told(snapshot, AtRoot));
    }

    [Fact]
    public void The_path_names_every_node_with_what_it_contributed()
    {
        var snapshot = GovernanceSnapshot.Build(Marketplace("Exp-A", "Mkt"), ProductCatalogue.Empty);

        Assert.Equal(["111111111111 exp-exp-a NOT_LIVE", "ou-aaaa-finance1 exp-fin GOVERNS", "o-aaaaaaaaaa exp-default OVERRIDDEN"], Path(snapshot, A));
        Assert.Equal(["333333333333  NO_EXPERIENCE", "ou-aaaa-marketing exp-mkt NOT_LIVE", "o-aaaaaaaaaa exp-default GOVERNS"], Path(snapshot, Marketing));
        var archived = GovernanceSnapshot.Build(Marketplace("!Exp-A", "off"), ProductCatalogue.Empty);
        Assert.Equal(
            ["111111111111 exp-exp-a ARCHIVED", "ou-aaaa-finance1 exp-fin INTEGRATION_DISABLED", "o-aaaaaaaaaa exp-default INTEGRATION_DISABLED"],
            Path(archived, A));
    }

    /// <summary>The table's organization; a name in <paramref name="off"/> is not live, with <c>!</c> archived, <c>off</c> is trusted access.</summary>
    internal static PrivateMarketplace Marketplace(params string[] off)
    {
        var tree = World.Tree(
            ("o-aaaaaaaaaa", null), (AtRoot, "r-aaaa"), ("ou-aaaa-finance1", "r-aaaa"), ("ou-aaaa-marketing", "r-aaaa"),
            (A, "ou-aaaa-finance1"), (OtherFinance, "ou-aaaa-finance1"), (Marketing, "ou-aaaa-marketing"));
        Experience[] experiences =
        [
            World.Experience("Default", principals: "o-aaaaaaaaaa"), World.Experience("Fin", principals: "ou-aaaa-finance1"),
            World.Experience("Mkt", principals: "ou-aaaa-marketing"), World.Experience("Exp-A", principals: A),
        ];
        var integration = off.Contains("off") ? Integration.Disabled : Integration.Enabled;
        return experiences.Aggregate(new PrivateMarketplace(World.Organization(tree, integration)), (marketplace, e) => marketplace.With(e with
        {
            Live = !off.Contains(e.Name) && !off.Contains("!" + e.Name),
            Archived = off.Contains("!" + e.Name),
        }));
    }

    private static Governor? Governor(GovernanceSnapshot snapshot, string id) =>
        snapshot.GovernorOf(snapshot.Marketplace.Organization.Tree.Find(id)!.Value);

    private static string? Of(GovernanceSnapshot snapshot, string id) =>
        Governor(snapshot, id) is { } governor ? snapshot.Marketplace.FindExperience(governor.Experience)!.Name : null;

    private static (string, Relationship, string) Told(GovernanceSnapshot snapshot, string id)
    {
        var governor = Governor(snapshot, id)!.Value;
        return (governor.Experience.Value, governor.Relationship, snapshot.Marketplace.Organization.Tree.Nodes[governor.Node].Id.Value);
    }

    private static IEnumerable<string> Path(GovernanceSnapshot snapshot, string id) =>
        snapshot.Path(snapshot.Marketplace.Organization.Tree.Find(id)!.Value).Select(s => $"{s.Id} {s.Experience} {s.Outcome.Word()}");
}
