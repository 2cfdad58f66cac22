using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>The plain walk answers as the snapshot does, of every node of many worlds.</summary>
public sealed class GoverningTests
{
    [Theory]
    [InlineData]
    [InlineData("Mkt")]
    [InlineData("!Exp-A")]
    [InlineData("Fin", "Exp-A")]
    [InlineData("Fin", "Exp-A", "Default")]
    [InlineData("off")]
    public void Conformance_04_the_walk_and_the_snapshot_agree_on_each_row_of_the_worked_table(params string[] off) =>
        Agree(GovernanceSnapshot.Build(WorkedTableTests.Marketplace(off), ProductCatalogue.Empty), string.Join(' ', off));

    [Fact]
    public void The_walk_and_the_snapshot_agree_in_random_worlds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = RandomWorld.Of(seed);
            Agree(GovernanceSnapshot.Build(world.Marketplace, world.Catalogue), $"seed {seed}");
        }
    }

    [Fact]
    public void The_walk_takes_the_root_for_the_organization_and_knows_nothing_of_strangers()
    {
        var marketplace = WorkedTableTests.Marketplace();

        Assert.Equal("Default", Governing.Of(marketplace, new PrincipalId("r-aaaa")).Experience!.Name);
        Assert.True(Governing.Of(marketplace, new PrincipalId("999999999999")) is { Experience: null, Relationship: null, Node: null, Path: [] });
    }

    private static void Agree(GovernanceSnapshot snapshot, string story)
    {
        var tree = snapshot.Marketplace.Organization.Tree;
        for (var node = 0; node < tree.Nodes.Length; node++)
        {
            var walked = Governing.Of(snapshot.Marketplace, tree.Nodes[node].Id);
            var told = snapshot.GovernorOf(node);
            Assert.True(
                (told?.Experience, told?.Relationship, told is { } g ? tree.Nodes[g.Node].Id : null) == (walked.Experience?.Id, walked.Relationship, walked.Node),
                $"{tree.Nodes[node].Id}: {walked.Experience?.Id}, snapshot {told?.Experience}. {story}");
            Assert.Equal(snapshot.Path(node), walked.Path);
        }
    }
}
