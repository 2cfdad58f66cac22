using System.Net;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Closing an account where that needs a second person. vendor-integration.md 14.2.</summary>
public abstract class ClosingByTwoTests(OrderHall hall)
{
    private static int _people;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Installation Guildhall => hall.Hall.Guildhall;

    [Fact]
    public async Task Vendor14_2_A_closing_waits_for_another_person_and_happens_once()
    {
        var account = await PreparedAsync("Waits");
        var (ann, bob) = (await CallerAsync("ann"), await CallerAsync("bob"));
        var address = $"/api/v1/accounts/{account}/close";
        Assert.True((bool)(await ann.PostAsync(address, new { dryRun = true })).Json["closesByTwo"]!);
        Assert.Equal("confirm", (string?)(await ann.PostAsync(address, new { reason = "Over" })).Json["field"]);

        var asked = await ann.PostAsync(address, new { confirm = account, reason = "Over" });
        Assert.True(asked.Status == HttpStatusCode.OK, asked.Body);
        Assert.Equal("Over", (string?)asked.Json["closing"]!["reason"]);
        Assert.EndsWith("/ann", (string?)asked.Json["closing"]!["requestedBy"], StringComparison.Ordinal);
        Assert.Empty(asked.Json["steps"]!.AsArray());
        Assert.Equal((HttpStatusCode.Conflict, "closing_asked"), Refusal(await bob.PostAsync(address, new { confirm = account, reason = "Too" })));
        var own = await ann.PostAsync(address + "/confirm", new { confirm = account });
        Assert.Equal((HttpStatusCode.Forbidden, "Somebody else has to confirm the closing that you have asked for."), (own.Status, own.Text("message")));
        Assert.Equal((HttpStatusCode.BadRequest, "confirm"), ((await bob.PostAsync(address + "/confirm", new { })).Status, (string?)(await bob.PostAsync(address + "/confirm", new { })).Json["field"]));

        var confirmed = await bob.PostAsync(address + "/confirm", new { confirm = account });
        Assert.True(confirmed.Status == HttpStatusCode.OK, confirmed.Body);
        Assert.Null(confirmed.Json["closing"]);
        var closed = await hall.RestAsync(account);
        Assert.Equal((EffectState.Done, "Over"), (closed.Steps[0].State, closed.Known!.Reason));
        Assert.EndsWith("/ann", closed.Steps[0].AskedBy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await bob.PostAsync(address + "/confirm", new { confirm = account })).Status);
        Assert.Equal(["Account Closing Requested", "Account Closing Confirmed", "Account Suspended", "Account Closed"], await EventsAsync(account));
        Assert.Equal(["AskToCloseAccount", "ConfirmCloseAccount"], (await AuditedAsync(account)).Where(name => name.EndsWith("CloseAccount", StringComparison.Ordinal) && name != "CloseAccount"));
    }

    [Fact]
    public async Task Vendor14_2_A_closing_is_withdrawn_by_whoever_has_the_right_and_asked_for_again()
    {
        var account = await PreparedAsync("Stays");
        var (ann, bob) = (await CallerAsync("carl"), await CallerAsync("dora"));
        var address = $"/api/v1/accounts/{account}/close";
        await ann.PostAsync(address, new { confirm = account, reason = "Over" });

        var withdrawn = await bob.PostAsync(address + "/withdraw", new { });

        Assert.Equal((HttpStatusCode.OK, null), (withdrawn.Status, (string?)withdrawn.Json["closing"]));
        foreach (var act in new[] { "/confirm", "/withdraw" })
            Assert.Equal((HttpStatusCode.Conflict, "nothing_to_confirm"), Refusal(await bob.PostAsync(address + act, act == "/confirm" ? new { confirm = account } : new { })));
        var buyer = await hall.Hall.CallerAsync(hall.World.Developer, "buyer-of-none", "GuildhallAdministrator");
        Assert.Equal(HttpStatusCode.NotFound, (await buyer.PostAsync(address + "/confirm", new { confirm = account })).Status);
        Assert.Equal(HttpStatusCode.OK, (await bob.PostAsync(address, new { confirm = account, reason = "After all" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await ann.PostAsync(address + "/withdraw", new { })).Status);
        Assert.Equal("Active", (await hall.RestAsync(account)).Standing);
        Assert.Equal(["Account Closing Requested", "Account Closing Withdrawn", "Account Closing Requested", "Account Closing Withdrawn"], await EventsAsync(account));
    }

    [Fact]
    public async Task Vendor14_2_A_closing_that_nobody_confirms_lapses_and_is_told_once()
    {
        var account = await PreparedAsync("Lapses");
        var (ann, bob) = (await CallerAsync("emil"), await CallerAsync("fay"));
        var address = $"/api/v1/accounts/{account}/close";
        await ann.PostAsync(address, new { confirm = account, reason = "Over" });
        await using (var db = Guildhall.Database.Open())
        {
            var then = TimeProvider.System.GetUtcNow() - ClosingAsk.Life;
            await db.ClosingAsks.Where(a => a.AccountId == account).ExecuteUpdateAsync(a => a.SetProperty(x => x.AskedAt, then), Cancellation);
        }

        Assert.Equal((HttpStatusCode.Conflict, "nothing_to_confirm"), Refusal(await bob.PostAsync(address + "/confirm", new { confirm = account })));
        Assert.Null((await bob.GetAsync($"/api/v1/accounts/{account}")).Json["closing"]);
        await Guildhall.ClosingLapses.RunOnceAsync(Cancellation);
        Assert.Equal(0, await Guildhall.ClosingLapses.RunOnceAsync(Cancellation));

        Assert.Equal(["Account Closing Requested", "Account Closing Lapsed"], await EventsAsync(account));
        Assert.Contains("AccountClosingLapsed", await AuditedAsync(account));
        Assert.Equal(HttpStatusCode.OK, (await bob.PostAsync(address, new { confirm = account, reason = "Again" })).Status);
        Assert.Equal(0, await Guildhall.ClosingLapses.RunOnceAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await ann.PostAsync(address + "/withdraw", new { })).Status);
    }

    [Fact]
    public async Task Vendor14_2_Several_who_confirm_at_once_on_two_servers_close_once()
    {
        var account = await PreparedAsync("Raced");
        var ann = await CallerAsync("gus");
        var others = new[] { await CallerAsync("hal"), await CallerAsync("ida"), await CallerAsync("jo") };
        var address = $"/api/v1/accounts/{account}/close";
        await using var second = await Installation.OpenAsync(Guildhall.Options, NullLoggerFactory.Instance, Cancellation);
        await ann.PostAsync(address, new { confirm = account, reason = "Over" });

        var there = Enumerable.Range(0, 3).Select(_ => Task.Run(async () => !(await second.AccountClosures.ConfirmCloseAsync(OrderHall.Operator, account, account, Cancellation)).Refused)).ToList();
        var here = others.Select(async other => (await other.PostAsync(address + "/confirm", new { confirm = account })).Status == HttpStatusCode.OK);
        var done = await Task.WhenAll([.. there, .. here]);

        Assert.Single(done, true);
        Assert.Equal(2, (await hall.RestAsync(account)).Steps.Length);
        Assert.Single(await EventsAsync(account), "Account Closing Confirmed");
    }

    [Fact]
    public async Task Vendor14_2_Pages_show_what_waits_and_who_asked_and_offer_the_second_person_to_confirm()
    {
        var account = await PreparedAsync("On pages");
        var (amaraName, benName) = ($"two{Interlocked.Increment(ref _people)}@example.com", $"two{Interlocked.Increment(ref _people)}@example.com");
        using var amara = await hall.Hall.SignedInAsync(amaraName, "Administrator", hall.World.Management);
        using var ben = await hall.Hall.SignedInAsync(benName, "Administrator", hall.World.Management);
        var page = $"/admin/accounts/{account}";
        Assert.Contains("once another person confirms it", (await amara.GetAsync(page + "/close")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ben.GetAsync(page + "/close/confirm")).Response.StatusCode);

        var (_, asked) = await amara.PostAsync(page + "/close", page + "/close", ("Reason", "Out of use"), ("Confirm", account));
        Assert.Contains("as soon as another person confirms it", asked, StringComparison.Ordinal);
        Assert.Contains("Out of use", asked, StringComparison.Ordinal);
        Assert.Contains("/close/withdraw\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("/close/confirm\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("/close\"", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await amara.PostAsync(page, page + "/close/confirm", ("Confirm", account))).Response.StatusCode);

        Assert.Contains($"asked for by {amaraName}", (await ben.GetAsync("/admin/accounts")).Html, StringComparison.Ordinal);
        Assert.Contains("/close/confirm\"", (await ben.GetAsync(page)).Html, StringComparison.Ordinal);
        var (wrong, again) = await ben.PostAsync(page + "/close/confirm", page + "/close/confirm", ("Confirm", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("id=\"Confirm-error\"", again, StringComparison.Ordinal);
        await ben.PostAsync(page + "/close/confirm", page + "/close/confirm", ("Confirm", account));
        Assert.Equal("Out of use", (await hall.RestAsync(account)).Known!.Reason);
        Assert.DoesNotContain("second person", (await ben.GetAsync("/admin/accounts")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendor14_2_The_command_line_is_one_person_and_the_setting_is_off_until_it_is_turned_on()
    {
        var account = await PreparedAsync("By command");
        var (terminal, ann) = (hall.Hall.Terminal(), await CallerAsync("kim"));
        var asked = await terminal.AnswerAsync("account", "close", account, "--confirm", account, "--reason", "Over");
        Assert.Equal("operator", asked.GetProperty("closing").GetProperty("requestedBy").GetString());
        Assert.Equal(1, await terminal.RunAsync("account", "confirm-close", account, "--confirm", account));
        Assert.Contains("Somebody else has to confirm", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await terminal.AnswerAsync("account", "withdraw-close", account)).GetProperty("closing").ValueKind);
        await ann.PostAsync($"/api/v1/accounts/{account}/close", new { confirm = account, reason = "Over" });
        Assert.Equal("Done", (await terminal.AnswerAsync("account", "confirm-close", account, "--confirm", account)).GetProperty("steps")[0].GetProperty("state").GetString());

        // Who asked may close it alone once the organization wants no second person any more.
        var other = await PreparedAsync("Alone");
        await ann.PostAsync($"/api/v1/accounts/{other}/close", new { confirm = other, reason = "First" });
        await SetAsync(false);
        var alone = await ann.PostAsync($"/api/v1/accounts/{other}/close", new { confirm = other, reason = "Second" });
        await SetAsync(true);
        Assert.Equal((HttpStatusCode.OK, null), (alone.Status, (string?)alone.Json["closing"]));
        Assert.Equal("Second", (await hall.RestAsync(other)).Known!.Reason);
    }

    private static (HttpStatusCode Status, string Code) Refusal(HallAnswer answer) => (answer.Status, answer.Text("code"));

    /// <summary>A new account of the organization, which wants two persons for a closing.</summary>
    private async Task<string> PreparedAsync(string name)
    {
        await SetAsync(true);
        return (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish(name))).Row.Id)).Row.AccountId!;
    }

    private async Task SetAsync(bool closesByTwo)
    {
        var link = (await Guildhall.Links.FindAsync(hall.World.Management, Cancellation))!;
        Assert.Equal(0, await hall.Hall.Terminal().RunAsync("organization", "settings", link.Id, "--closes-by-two", closesByTwo ? "true" : "false"));
    }

    private Task<HallCaller> CallerAsync(string name) => hall.Hall.CallerAsync(hall.World.Management, name, "GuildhallAdministrator");

    /// <summary>The types of what happened to an account, in order; how it was made left out.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(string account)
    {
        await using var db = Guildhall.Database.Open();
        return await db.Events.Where(e => e.Account == account && (e.Type.Contains("Clos") || e.Type.Contains("Suspend"))).OrderBy(e => e.Sequence).Select(e => e.Type).ToListAsync(Cancellation);
    }

    private async Task<IReadOnlyList<string>> AuditedAsync(string account)
    {
        await using var db = Guildhall.Database.Open();
        var records = await db.Audit.Where(a => a.Record.Contains(account)).Select(a => a.Record).ToListAsync(Cancellation);
        return [.. records.Select(r => JsonElement.Parse(r).GetProperty("eventName").GetString()!)];
    }
}

public sealed class ClosingByTwoOnSqliteTests(SqliteOrderHall hall) : ClosingByTwoTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class ClosingByTwoOnPostgresTests(PostgresOrderHall hall) : ClosingByTwoTests(hall), IClassFixture<PostgresOrderHall>;
