using System.Net;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Budgets that suspend: each account once a month, whoever comes late, whatever breaks off. vendor-integration.md 15.6.</summary>
public abstract class BudgetSuspensionTests(StatementHall hall)
{
    private const string Path = "/api/v1/billing/budgets";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BillingMonth Present => hall.Month(-1);

    [Fact]
    public async Task Vendor15_6_What_was_suspended_before_a_break_is_not_suspended_again_and_the_others_are()
    {
        var (guildhall, (first, second)) = (hall.Hall.Guildhall, InOrder(hall.World.Delegated, hall.World.AtRoot));
        foreach (var account in new[] { first, second }) await hall.LabelAsync(account, """{"company":"Gale"}""");
        await hall.ReportAsync(Present, new ReportedLine(first, 100));
        var id = await MadeAsync("Gale", "notify");

        // Of the second something else is under way, so that it has to wait; of the first nothing any more.
        foreach (var account in new[] { first, second }) await hall.RestedAsync(account);
        await using var db = guildhall.Database.Open();
        var link = await db.Links.Where(l => l.TenantId == hall.Tenant).Select(l => l.Id).SingleAsync(Cancellation);
        db.Effects.Add(new EffectRow { Id = "under-way", Kind = MemberSteps.Tag, Subject = second, Position = 1_000, LinkId = link, Due = DateTimeOffset.UtcNow.AddHours(1), CreatedAt = DateTimeOffset.UtcNow });
        db.BudgetSuspensions.AddRange(new[] { first, second }.Select(a => new BudgetSuspensionRow { BudgetId = id, Month = Present.Number, Account = a, Waiting = true }));
        await db.Budgets.Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Action, BudgetAction.Suspend), Cancellation);
        await db.SaveChangesAsync(Cancellation);

        // It breaks off as soon as the first one is stored.
        using var broken = new CancellationTokenSource();
        await new BudgetSuspensions(guildhall.Database, guildhall.Writer, guildhall.AccountActs, new BreakingClock(broken)).RunAsync("test", broken.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(broken.IsCancellationRequested);
        Assert.Equal("Suspended", await hall.RestedAsync(first));
        Assert.Equal([second], await db.BudgetSuspensions.Where(s => s.BudgetId == id && s.Waiting).Select(s => s.Account).ToListAsync(Cancellation));
        await ResumeAsync(first);

        await db.Effects.Where(e => e.Id == "under-way").ExecuteDeleteAsync(Cancellation);
        await guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        Assert.Equal(("Active", "Suspended"), (await hall.RestedAsync(first), await hall.RestedAsync(second)));
        await ResumeAsync(second);
        await guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        Assert.Equal("Active", await hall.RestedAsync(second));
        await EndAsync(id, first, second);
    }

    [Fact]
    public async Task Vendor15_6_An_account_that_comes_to_the_company_later_is_suspended_then_and_none_twice()
    {
        await hall.LabelAsync(hall.World.Ledger, """{"company":"Hazel"}""");
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 100));
        await hall.RestedAsync(hall.World.Ledger);
        var id = await MadeAsync("Hazel", "suspend");
        await UntilAsync(hall.World.Ledger, "Suspended");
        await ResumeAsync(hall.World.Ledger);
        await hall.LabelAsync(hall.World.Developer, """{"company":"Hazel"}""");

        // Its tag is set first; then the next turn suspends it.
        await hall.RestedAsync(hall.World.Developer);
        await hall.Hall.Guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        await UntilAsync(hall.World.Developer, "Suspended");
        Assert.Equal("Active", await hall.RestedAsync(hall.World.Ledger));
        await ResumeAsync(hall.World.Developer);
        Assert.Equal(["actual100", "actual50", "actual80", "suspend"], await ToldAsync(id));
        await EndAsync(id);
        await hall.LabelAsync(hall.World.Ledger, """{"company":"Birch"}""");
        await hall.LabelAsync(hall.World.Developer, """{"company":"Cedar"}""");
    }

    [Fact]
    public async Task A_budget_that_suspends_again_begins_with_what_it_left_and_nothing_is_told_where_there_is_nobody()
    {
        var guildhall = hall.Hall.Guildhall;
        await hall.LabelAsync(hall.World.Management, """{"company":"Iris"}""");
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Management, 100));
        var id = await MadeAsync("Iris", "suspend");
        await guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        Assert.Equal(["actual100", "actual50", "actual80"], await ToldAsync(id));

        // What waits when the budget suspends no more is forgotten, and wanted anew when it does again.
        await using (var db = guildhall.Database.Open())
        {
            db.BudgetSuspensions.Add(new BudgetSuspensionRow { BudgetId = id, Month = Present.Number, Account = hall.World.AtRoot, Waiting = true });
            await db.Budgets.Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Action, BudgetAction.Notify), Cancellation);
            await db.SaveChangesAsync(Cancellation);
        }

        await guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        Assert.Equal("Active", await hall.RestedAsync(hall.World.AtRoot));
        await hall.LabelAsync(hall.World.AtRoot, """{"company":"Iris"}""");
        await hall.RestedAsync(hall.World.AtRoot);
        var manager = await hall.Hall.CallerAsync(hall.World.Management, "suspends-again", "GuildhallManager");
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"action":"suspend","confirmSuspension":true}""")).Status);
        await UntilAsync(hall.World.AtRoot, "Suspended");
        await ResumeAsync(hall.World.AtRoot);
        await EndAsync(id, hall.World.AtRoot, hall.World.Management);
    }

    private static (string First, string Second) InOrder(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private async Task<string> MadeAsync(string company, string action)
    {
        var manager = await hall.Hall.CallerAsync(hall.World.Management, $"suspends-{company}", "GuildhallManager");
        var made = await manager.PostAsync(Path, new { name = company, target = "company", targetValue = company, amount = 90, action, confirmSuspension = true });
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return (string)made.Json["budget"]!["id"]!;
    }

    private async Task<IEnumerable<string>> ToldAsync(string id) =>
        (await hall.Billing.GetAsync($"{Path}/{id}")).Json["alerts"]!.AsArray().Select(a => (string)a!["step"]!).Where(s => s != "forecast100").Order(StringComparer.Ordinal);

    private async Task ResumeAsync(string account)
    {
        Assert.False((await hall.Hall.Guildhall.AccountActs.ResumeAsync(OrderReach.Operator("test"), account, Cancellation)).Refused);
        Assert.Equal("Active", await hall.RestedAsync(account));
    }

    /// <summary>Nobody waits in a request for suspending: it begins soon after.</summary>
    private async Task UntilAsync(string account, string standing)
    {
        for (var tries = 0; await hall.RestedAsync(account) != standing; tries++)
        {
            Assert.True(tries < 300, $"{account} is not {standing}.");
            await Task.Delay(50, Cancellation);
        }
    }

    private async Task EndAsync(string id, params string[] accounts)
    {
        await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "");
        foreach (var account in accounts) await hall.LabelAsync(account, """{"company":null}""");
    }

    /// <summary>Everything is broken off when it is asked for the time.</summary>
    private sealed class BreakingClock(CancellationTokenSource broken) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            broken.Cancel();
            return base.GetUtcNow();
        }
    }
}

public sealed class BudgetSuspensionOnSqliteTests(SqliteStatementHall hall) : BudgetSuspensionTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class BudgetSuspensionOnPostgresTests(PostgresStatementHall hall) : BudgetSuspensionTests(hall), IClassFixture<PostgresStatementHall>;
