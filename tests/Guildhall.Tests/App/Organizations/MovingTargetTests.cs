using Guildhall.App.Organizations;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.App.Organizations;

/// <summary>The organization changes between readings, and while it is read. security.md F-14, 6.4.</summary>
public sealed class MovingTargetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Moves_new_accounts_and_closures_show_at_the_next_reading(bool paths)
    {
        await using var world = await ReadingWorld.StartAsync(o => o with { ListPaths = paths });
        var (finance, sales) = (world.Unit("Finance"), world.Unit("Sales"));
        var (anna, ben) = (world.Member("Anna", finance), world.Member("Ben", finance));
        var known = await world.LearnAsync();

        await MoveAsync(world, anna, finance, sales);
        await world.AdministerAsync("CloseAccount", new { AccountId = ben });
        var carl = world.Member("Carl", sales);
        world.World.Advance(TimeSpan.FromMinutes(1));

        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(known, world.Clock.GetUtcNow()));
        var changed = Assert.IsType<Reconciliation.Changed>(Reconcile.With(known, complete.Picture));
        Assert.Equal([new NodeMove(new(anna), new(finance), new(sales))], changed.Tree.Moved);
        Assert.Equal([new AccountStateChange(new(ben), AccountState.Active, AccountState.Closed)], changed.Tree.StateChanges);
        Assert.Equal([carl], changed.Tree.Added.Select(a => a.Value));
    }

    [Fact]
    public async Task Plan_D_asks_for_a_few_unknown_OUs_and_walks_for_many()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(40, 5);
        var known = await world.LearnAsync();
        var walked = (await world.CallsAsync())["ListOrganizationalUnitsForParent"];

        var fresh = world.Unit("Fresh");
        world.Member("Dora", world.Unit("Below", fresh));
        var next = await world.LearnAsync(known, world.Clock.GetUtcNow());
        Assert.Equal("Fresh", next.Tree.Nodes[next.Tree.Find(fresh)!.Value].Name);
        Assert.Equal(walked, (await world.CallsAsync())["ListOrganizationalUnitsForParent"]);

        for (var unit = 0; unit < 25; unit++) world.Member($"Member{unit}", world.Unit($"New {unit}"));
        Assert.True(Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(next, world.Clock.GetUtcNow())).Walked);
    }

    [Fact]
    public async Task An_OU_made_and_filled_after_its_parent_was_walked_is_found()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(30, 5);
        var made = "";
        world.Handler.BeforeCall = (operation, count) =>
        {
            // Between the pages: an account that will be listed already in an OU which the walk then misses.
            if (operation == "ListAccounts" && count == 2) made = world.Unit("Late");
            if (operation == "ListAccounts" && count == 2) world.Member("Late", made);
            if (operation == "ListOrganizationalUnitsForParent" && count == 2) world.Member("Later", world.Unit("Deeper", made));
            return Task.CompletedTask;
        };
        var organization = await world.LearnAsync();
        Assert.NotNull(organization.Tree.Find(made));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_that_moves_to_where_the_reading_has_been_is_not_taken_for_gone(bool paths)
    {
        await using var world = await ReadingWorld.StartAsync(o => o with { ListPaths = paths });
        world.Unit("First");
        var second = world.Unit("Second");
        var anna = world.Member("Anna", second);
        var known = await world.LearnAsync();
        var listings = 0;
        world.Handler.BeforeCall = (operation, _) => operation == "ListAccountsForParent" && ++listings == 3
            ? MoveAsync(world, anna, second, world.Organization.RootId)
            : Task.FromResult(0);

        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(known));
        Assert.Contains(complete.Picture.Nodes, n => n.Node.Id.Value == anna);
    }

    [Fact]
    public async Task What_seems_to_have_vanished_is_asked_for_by_name()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(10, 2);
        var gone = world.Unit("Gone");
        var leaver = world.Member("Leaver");
        var known = await world.LearnAsync();

        await world.AdministerAsync("DeleteOrganizationalUnit", new { OrganizationalUnitId = gone });
        world.World.Advance(TimeSpan.FromDays(10));
        await world.AdministerAsync("CloseAccount", new { AccountId = leaver });
        world.World.Advance(TimeSpan.FromDays(100));

        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(known));
        var changed = Assert.IsType<Reconciliation.Changed>(Reconcile.With(known, complete.Picture));
        Assert.Equal([leaver, gone], changed.Tree.Vanished.Select(v => v.Value).Order(StringComparer.Ordinal));
        var calls = await world.CallsAsync();
        Assert.Equal((1, 1), (calls["DescribeAccount"], calls["DescribeOrganizationalUnit"]));
    }

    private static Task<int> MoveAsync(ReadingWorld world, string account, string from, string to) =>
        world.AdministerAsync("MoveAccount", new { AccountId = account, SourceParentId = from, DestinationParentId = to });
}
