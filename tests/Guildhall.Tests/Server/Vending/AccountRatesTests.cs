using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;
using CreationState = Guildhall.SimulatedAws.Records.CreationState;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// Orders at once into two organizations under AWS's real rates (aws-operations.md 0.3, A.2), in virtual time: 48, or 1,000 in the long run. Issue "Must show"
/// 7, vendor-integration.md 13.2.
/// </summary>
public sealed class AccountRatesTests(ITestOutputHelper output)
{
    private const double PerSecond = 0.1;
    private const int Burst = 3;
    private const int MostCalls = 8;

    private static readonly TimeSpan CreationTime = TimeSpan.FromSeconds(12);
    private static readonly int Each = LongRun.Asked ? 500 : 24;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor13_2_Orders_at_once_are_done_in_order_within_the_limits_and_in_little_more_than_the_least_time()
    {
        await using var vending = await SteppedVending.StartAsync(CreationTime);
        for (var n = 0; n < Each; n++)
        {
            foreach (var (link, _) in vending.Organizations) await vending.OrderAsync($"Team {n}", link);
        }

        var (before, began) = (await vending.CallsAsync(), vending.Clock.GetUtcNow());
        vending.Work();
        var took = await EndAsync(vending) - began;
        var calls = (await vending.CallsAsync()).ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key));

        foreach (var (link, organization) in vending.Organizations) await WithinLimitsAsync(vending, link, organization);
        var least = Least(Each);
        var perAccount = calls.Values.Sum() / (2.0 * Each);
        output.WriteLine($"{2 * Each} accounts in {took}, least {least}: {took / least:0.000}; {perAccount:0.00} calls each: {string.Join(", ", calls.Where(c => c.Value > 0).Select(c => $"{c.Key} {c.Value}"))}");
        Assert.True(took <= least * 1.1, $"{took} for {2 * Each} accounts; the least is {least}.");

        // Whoever is refused calls again: as many calls as accounts tells that none was refused.
        Assert.All(["CreateAccount", "ListParents", "MoveAccount", "ListTagsForResource", "DescribeAccount"], operation => Assert.Equal(2 * Each, calls[operation]));
        Assert.InRange(perAccount, 1, MostCalls);
    }

    /// <summary>The last call cannot be made sooner than the rate allows, nor the last account be there sooner than three at once make them all.</summary>
    private static TimeSpan Least(int accounts)
    {
        var byRate = TimeSpan.FromSeconds((accounts - Burst) / PerSecond) + CreationTime;
        var bySlots = CreationTime * Math.Ceiling(accounts / (double)CreationRule.AtOnce);
        return byRate > bySlots ? byRate : bySlots;
    }

    /// <summary>Waits until all orders have ended well; when the last one did.</summary>
    private static async Task<DateTimeOffset> EndAsync(SteppedVending vending)
    {
        for (var tries = 0; ; tries++)
        {
            await using var db = vending.Guildhall.Database.Open();
            var open = await db.Orders.AsNoTracking().Where(o => o.State != nameof(OrderState.Active)).ToListAsync(Cancellation);
            if (open.Count == 0) return (await db.Orders.AsNoTracking().Select(o => o.EndedAt).ToListAsync(Cancellation)).Max()!.Value;
            Assert.DoesNotContain(open, o => Enum.Parse<OrderState>(o.State).Ended());
            Assert.True(tries < (LongRun.Asked ? 6_000 : 600), $"After {vending.Clock.Passed} {open.Count} orders are open: {await ToldAsync(vending)}");
            await Task.Delay(200, Cancellation);
        }
    }

    private static async Task<string> ToldAsync(SteppedVending vending)
    {
        await using var db = vending.Guildhall.Database.Open();
        var entries = await db.Effects.AsNoTracking().Where(e => e.State != EffectState.Done).OrderBy(e => e.Id).Take(5).ToListAsync(Cancellation);
        return string.Join("; ", entries.Select(e => $"{e.Kind} {e.State} {e.Attempts} {e.ProblemCode} {e.Progress} {e.Due:O}"));
    }

    /// <summary>In the order of the orders, never more than AWS's rate and burst, never more than three in progress.</summary>
    private static async Task WithinLimitsAsync(SteppedVending vending, string link, string organization)
    {
        await using var db = vending.Guildhall.Database.Open();
        var ordered = await db.Orders.AsNoTracking().Where(o => o.LinkId == link).Select(o => new { o.CreatedAt, o.Email, o.AccountId }).ToListAsync(Cancellation);
        var made = vending.Aws.Look(state => ordered.OrderBy(o => o.CreatedAt)
            .Select(o => state.Indexes.Creations.Of(organization).All.Select(state.Tables.Creations.Get).Single(c => c.Email == o.Email)).ToList());
        Assert.Equal(Each, made.Count);
        Assert.All(made, creation => Assert.Equal(CreationState.SUCCEEDED, creation.State));
        Assert.Equal(made.Select(c => c.RequestedAt).Order(), made.Select(c => c.RequestedAt));
        Assert.All(made, creation => Assert.InRange(made.Count(c => c.RequestedAt <= creation.RequestedAt && c.CompletedAt > creation.RequestedAt), 1, CreationRule.AtOnce));
        for (var first = 0; first < made.Count; first++)
        {
            for (var last = first; last < made.Count; last++)
                Assert.True(last - first + 1 <= Burst + ((made[last].RequestedAt - made[first].RequestedAt).TotalSeconds * PerSecond) + 0.001, $"Too many calls from {first} to {last}.");
        }
    }
}
