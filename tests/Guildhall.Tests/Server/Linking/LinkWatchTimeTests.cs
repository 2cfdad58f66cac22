using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Server.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>When links are looked after: hours of a clock that Guildhall and AWS share, minute by minute. vendor-integration.md 8.1, 9.</summary>
public sealed class LinkWatchTimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Vendor9_Access_is_verified_every_quarter_of_an_hour_and_lost_half_an_hour_after_the_first_refusal()
    {
        await using var vending = await SteppedVending.StartAsync(TimeSpan.FromSeconds(1));
        var (link, _) = vending.Organizations[0];
        var before = (await vending.CallsAsync())["GetCallerIdentity"];
        await PassAsync(vending, 61);
        Assert.Equal(4 * vending.Organizations.Length, (await vending.CallsAsync())["GetCallerIdentity"] - before);
        Assert.Equal((LinkStates.Active, 0), await StandingAsync(vending, link));

        await vending.FaultAsync("sts:GetCallerIdentity", "InvalidClientTokenId");
        DateTimeOffset? first = null;
        var row = await RowAsync(vending, link);
        for (var minutes = 0; row.LostAt is null; minutes++)
        {
            Assert.True(minutes < 60, $"{row.RefusedVerifications} refusals");
            Assert.Equal(LinkStates.Active, row.State);
            await PassAsync(vending, 1);
            row = await RowAsync(vending, link);
            first ??= row.RefusedAt;
        }

        Assert.Equal(LinkStates.Degraded, row.State);
        Assert.InRange(row.LostAt.Value - first!.Value, 2 * TimeSpan.FromMinutes(15), (2 * TimeSpan.FromMinutes(15)) + (3 * Minute));
    }

    [Fact(Timeout = 180_000)]
    public async Task Vendor9_What_AWS_cannot_answer_is_no_refusal()
    {
        await using var vending = await SteppedVending.StartAsync(TimeSpan.FromSeconds(1));
        var (link, _) = vending.Organizations[0];
        await vending.FaultAsync("sts:GetCallerIdentity", "Throttling");
        for (var times = 0; times < 3; times++)
        {
            var before = (await vending.CallsAsync())["GetCallerIdentity"];
            await PassAsync(vending, 16);
            Assert.True((await vending.CallsAsync())["GetCallerIdentity"] - before > vending.Organizations.Length, "Each link is verified, and AWS is asked again when it has no time.");
            Assert.Equal((LinkStates.Active, 0), await StandingAsync(vending, link));
        }

        Assert.Null((await RowAsync(vending, link)).LostAt);
    }

    [Fact(Timeout = 180_000)]
    public async Task Vendor8_1_Links_are_checked_24_hours_after_the_last_time_one_after_another()
    {
        await using var vending = await SteppedVending.StartAsync(TimeSpan.FromSeconds(1));
        vending.Clock.Advance(TimeSpan.FromHours(23));
        await vending.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
        Assert.All(await RunsAsync(vending), count => Assert.Equal(0, count));

        vending.Clock.Advance(TimeSpan.FromHours(1));
        var runs = new List<int>();
        for (var turn = 0; turn < 4; turn++)
        {
            await vending.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
            runs.Add((await RunsAsync(vending)).Sum());
        }

        Assert.Equal([1, 2, 2, 2], runs);
        Assert.All(await RunsAsync(vending), count => Assert.Equal(1, count));
    }

    private static async Task PassAsync(SteppedVending vending, int minutes)
    {
        for (; minutes > 0; minutes--)
        {
            vending.Clock.Advance(Minute);
            await vending.Guildhall.LinkWatch.RunOnceAsync(Cancellation);
        }
    }

    private static async Task<LinkRow> RowAsync(SteppedVending vending, string link)
    {
        await using var db = vending.Guildhall.Database.Open();
        return await db.Links.SingleAsync(l => l.Id == link, Cancellation);
    }

    private static async Task<(string State, int Refusals)> StandingAsync(SteppedVending vending, string link) =>
        await RowAsync(vending, link) is var row ? (row.State, row.RefusedVerifications) : default;

    /// <summary>How often Guildhall has checked each link by itself.</summary>
    private static async Task<int[]> RunsAsync(SteppedVending vending)
    {
        var counts = new List<int>();
        foreach (var (link, _) in vending.Organizations) counts.Add((await vending.Guildhall.Preflights.HistoryAsync(link, Cancellation)).Count(r => r.By == Preflights.Itself));
        return [.. counts];
    }
}
