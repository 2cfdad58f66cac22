using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>What is looked at once a day: everything that a preflight checks, and the age of keys. vendor-integration.md 2.1, 8.1, 9.</summary>
public abstract class LinkWatchTests(PostgresDatabase? postgres) : LinkWatchHallTests(postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task Vendor8_1_Everything_is_checked_once_a_day_by_one_of_all_who_look_and_a_failure_is_told()
    {
        var id = (await AcmeAsync()).Id;
        await PassDayAsync(id);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Guildhall.LinkWatch.RunOnceAsync(Cancellation)));
        await Guildhall.LinkWatch.RunOnceAsync(Cancellation);

        Assert.Equal(["guildhall"], (await Guildhall.Preflights.HistoryAsync(id, Cancellation)).Select(r => r.By).Where(by => by != "operator"));
        Assert.Contains("by guildhall.", await PageAsync($"{Pages}/{id}?tab=preflight"), StringComparison.Ordinal);
        await using (var db = Guildhall.Database.Open())
            Assert.InRange((await db.Links.SingleAsync(l => l.Id == id, Cancellation)).PreflightDue - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        Assert.Contains("Connected", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);

        await FaultAsync("DescribeReportDefinitions", "AccessDeniedException");
        await PassDayAsync(id);
        await Guildhall.LinkWatch.RunOnceAsync(Cancellation);

        var failed = await ShowAsync(id);
        Assert.Equal(("Active", false, true), ((string?)failed["state"], (bool)failed["lastPreflight"]!["passed"]!, (bool)failed["needsAttention"]!));
        Assert.Contains("Needs attention", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
        Assert.Contains("A check failed", await PageAsync(Pages), StringComparison.Ordinal);
        Assert.Contains("Preflight Failed", await EventsAsync((string)failed["organizationId"]!));
        await ClearFaultsAsync();
        Assert.True((await Manager.PostAsync($"{Api}/{id}/preflight", new { })).Json["passed"]!.GetValue<bool>());
        Assert.Contains("Connected", await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor9_A_key_is_warned_of_before_it_is_too_old_and_needs_attention_after_and_each_is_told_once()
    {
        var id = (await AcmeAsync()).Id;
        Assert.Equal("young", (string?)(await ShowAsync(id))["keyAge"]);
        foreach (var (days, age, sentence, card, told) in new[]
        {
            (75, "aging", "The access key is to be replaced soon.", "Connected", "Key Aging"),
            (91, "aged", "The access key has been used long enough: replace it.", "Needs attention", "Key Aged"),
        })
        {
            await ChangeAsync(id, link => link.CredentialsAt = DateTimeOffset.UtcNow - TimeSpan.FromDays(days));
            for (var day = 0; day < 2; day++)
            {
                await PassDayAsync(id);
                await Guildhall.LinkWatch.RunOnceAsync(Cancellation);
            }

            var shown = await ShowAsync(id);
            Assert.Equal(age, (string?)shown["keyAge"]);
            Assert.Equal(age, (await Hall.Terminal().AnswerAsync("organization", "show", id)).GetProperty("keyAge").GetString());
            var changed = await Manager.PostAsync($"{Api}/{id}/default", new { });
            Assert.Equal((age, age == "aged"), ((string?)changed.Json["link"]!["keyAge"], (bool)changed.Json["link"]!["needsAttention"]!));
            Assert.Equal(age, (await Hall.Terminal().AnswerAsync("organization", "settings", id, "--currency", "USD")).GetProperty("keyAge").GetString());
            foreach (var page in new[] { Pages, $"{Pages}/{id}", $"{Pages}/{id}?tab=credentials" }) Assert.Contains(sentence, await PageAsync(page), StringComparison.Ordinal);
            Assert.Contains(card, await PageAsync("/admin/settings/vendors"), StringComparison.Ordinal);
            Assert.Single(await EventsAsync((string)shown["organizationId"]!), told);
        }
    }
}

public sealed class LinkWatchOnSqliteTests() : LinkWatchTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkWatchOnPostgresTests(PostgresServer server) : LinkWatchTests(new PostgresDatabase(server));
