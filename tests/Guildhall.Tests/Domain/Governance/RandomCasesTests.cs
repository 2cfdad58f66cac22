using System.Globalization;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>
/// Random organizations, changes and questions: the snapshot, carried along change by change and built afresh, answers as the oracle.
/// <c>GUILDHALL_LONG=1</c> asks ten times as many; <c>GUILDHALL_SEED</c> repeats a run.
/// </summary>
public sealed class RandomCasesTests(ITestOutputHelper output)
{
    private const int CasesPerWorld = 25;
    private static readonly OrganizationReading TooOld = new(World.Day, World.Day.AddDays(1), OrganizationReading.DefaultBound);

    private readonly Dictionary<DecisionReason, int> _reasons = [];
    private int _affected;

    private static int Cases => LongRun.Asked ? 200_000 : 20_000;

    private static int Seed => Environment.GetEnvironmentVariable("GUILDHALL_SEED") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Random.Shared.Next(1_000_000_000);

    [Fact]
    public void Governance_equals_the_oracle_after_each_change_and_afresh()
    {
        var seed = Seed;
        output.WriteLine($"seed {seed}, {Cases:N0} cases");
        for (var world = 0; world < Cases / CasesPerWorld; world++) Live(seed + world);
        output.WriteLine(string.Join(", ", _reasons.OrderBy(r => r.Key).Select(r => $"{r.Key.Word()} {r.Value:N0}")));
        output.WriteLine($"accounts affected by a change: {_affected:N0}");

        Assert.All(Enum.GetValues<DecisionReason>(), r => Assert.True(_reasons.GetValueOrDefault(r) > Cases / 200, $"{r} hardly occurred"));
    }

    private void Live(int seed)
    {
        var world = RandomWorld.Of(seed);
        var carried = GovernanceSnapshot.Build(world.Marketplace, world.Catalogue);
        var changes = new List<string>();
        for (var i = 0; i < CasesPerWorld; i++)
        {
            var before = carried;
            for (var many = world.Chance(5) ? 3 : 1; many > 0; many--) changes.Add(world.Change());
            carried = world.Chance(2) ? carried.With(world.Marketplace).With(world.Catalogue) : carried.With(world.Catalogue).With(world.Marketplace);
            var fresh = GovernanceSnapshot.Build(world.Marketplace, world.Catalogue);
            var oracle = new Oracle(world.Marketplace, world.Catalogue.Products);
            var story = $"seed {seed}: {string.Join("; ", changes)}";

            CompareDecision(world, oracle, [carried, fresh], story);
            CompareGovernor(world.AnyNode().Id, oracle, [carried, fresh], story);
            CompareDifference(before, carried, oracle, story);
        }
    }

    private void CompareDecision(RandomWorld world, Oracle oracle, GovernanceSnapshot[] snapshots, string story)
    {
        var (account, product, readable) = (world.AskedAccount(), world.AskedProduct(), !world.Chance(10));
        var expected = oracle.Decide(account, product, readable);
        _reasons[expected] = _reasons.GetValueOrDefault(expected) + 1;
        foreach (var snapshot in snapshots)
        {
            var answer = snapshot.Decide(account.Value, product.Value, readable ? default : TooOld);
            Assert.True(expected == answer.Reason, $"{account} {product}: {answer.Reason}, expected {expected}. {story}");
            var governing = expected == DecisionReason.AccountNotFound ? null : oracle.Governing(PrincipalId.Of(account));
            Assert.True((governing?.Experience.Id, governing?.Relationship) == (answer.Experience, answer.Relationship), $"{account}: governor. {story}");
        }
    }

    private static void CompareGovernor(PrincipalId id, Oracle oracle, GovernanceSnapshot[] snapshots, string story)
    {
        var expected = oracle.Governing(id);
        foreach (var snapshot in snapshots)
        {
            var node = snapshot.Marketplace.Organization.Tree.Find(id.Value)!.Value;
            Assert.True(expected?.Experience.Id == snapshot.GovernorOf(node)?.Experience, $"{id}: governor. {story}");
            var path = snapshot.Path(node);
            Assert.True(path[0].Id == id && snapshot.Marketplace.Organization.Tree.Find(path[^1].Id.Value) == 0, $"{id}: path. {story}");
            Assert.True(expected?.Experience.Id == path.SingleOrDefault(s => s.Outcome == NodeOutcome.Governs).Experience, $"{id}: path. {story}");
        }
    }

    private void CompareDifference(GovernanceSnapshot before, GovernanceSnapshot after, Oracle now, string story)
    {
        var then = new Oracle(before.Marketplace, now.Products);
        var earlier = before.Marketplace.Organization.Tree;
        var expected = new List<(string, bool, int, int)>();
        foreach (var node in after.Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account))
        {
            var account = new AccountId(node.Id.Value);
            var known = earlier.Find(account.Value) is not null;
            var governor = (known ? then.Governing(node.Id)?.Experience.Id : null) != now.Governing(node.Id)?.Experience.Id;
            var (could, can) = (known ? then.Permitted(account) : then.Everything, now.Permitted(account));
            var (gained, lost) = (can.Except(could).Except(Oracle.AnythingElse).Count(), could.Except(can).Except(Oracle.AnythingElse).Count());
            if (governor || gained + lost > 0) expected.Add((account.Value, governor, gained, lost));
        }

        _affected += expected.Count;
        var nodes = after.Marketplace.Organization.Tree.Nodes;
        var told = Difference.Between(before, after).Accounts.Select(a => (nodes[a.Account].Id.Value, a.Governor, a.Products.Gained, a.Products.Lost));
        Assert.True(expected.SequenceEqual(told), $"affected accounts. {story}");
    }
}
