using System.Net;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Who may change which budget, and what becomes of it when others act at the same time. vendor-integration.md 15.6.</summary>
public abstract class BudgetChangeTests(StatementHall hall)
{
    private const string Path = "/api/v1/billing/budgets";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BillingMonth Present => hall.Month(-1);

    [Fact]
    public async Task Vendor15_6_Who_may_not_suspend_changes_no_budget_that_does_and_what_tightens_is_confirmed()
    {
        var manager = await hall.Hall.CallerAsync(hall.World.Management, "budget-tightens", "GuildhallManager");
        var made = await manager.PostAsync(Path, new { name = "Tight", target = "account", targetValue = hall.World.AtRoot, amount = 1_000, action = "suspend", confirmSuspension = true });
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        var path = $"{Path}/{made.Json["budget"]!["id"]}";
        foreach (var change in new[] { """{"amount":900,"confirmSuspension":true}""", """{"currency":"EUR","confirmSuspension":true}""", """{"amount":2000}""" })
            Assert.Equal(HttpStatusCode.Forbidden, (await hall.Billing.SendAsync(HttpMethod.Patch, path, change)).Status);
        foreach (var change in new[] { """{"amount":900}""", """{"currency":"EUR"}""" })
            Assert.Equal((HttpStatusCode.BadRequest, "confirmSuspension"), (await manager.SendAsync(HttpMethod.Patch, path, change)) is var wrong ? (wrong.Status, (string?)wrong.Json["field"]) : default);
        Assert.Equal(1_000m, (decimal)(await manager.GetAsync(path)).Json["budget"]!["amount"]!);
        foreach (var change in new[] { """{"amount":2000,"name":"Wide"}""", """{"amount":900,"confirmSuspension":true}""" }) Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Patch, path, change)).Status);

        // To take the suspending away is no right of its own.
        Assert.Equal(HttpStatusCode.OK, (await hall.Billing.SendAsync(HttpMethod.Patch, path, """{"action":"notify","amount":1}""")).Status);
        await hall.Billing.SendAsync(HttpMethod.Delete, path, "");
    }

    [Fact]
    public async Task A_look_that_was_taken_before_a_budget_is_marked_does_not_count()
    {
        var guildhall = hall.Hall.Guildhall;
        var made = await hall.Billing.PostAsync(Path, new { name = "Marked", target = "company", targetValue = "Cedar", amount = 100, currency = "GBP" });
        var id = (string)made.Json["budget"]!["id"]!;
        await LooksInVainAsync(async () => Assert.False((await guildhall.ExchangeRates.SetAsync(BillingReach.Operator, Present, new ExchangeRate("USD", "GBP", 0.8m), ActOrigin.Operator("test"), Cancellation)).Refused));
        await LooksInVainAsync(() => hall.LabelAsync(hall.World.AtRoot, """{"company":"Cedar"}"""));
        await hall.LabelAsync(hall.World.AtRoot, """{"company":null}""");
        await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "");

        async Task LooksInVainAsync(Func<Task> mark)
        {
            var looks = new BudgetLooking(guildhall.Database).At(BillingMonth.Of(TimeProvider.System.GetUtcNow()), [id]);
            Assert.True(await guildhall.Writer.WriteAsync(scope => new BudgetBatch(scope, looks).Find(looks[0]) is not null, Cancellation));
            var seen = (await hall.Billing.GetAsync($"{Path}/{id}")).ETag;
            await mark();
            Assert.False(await guildhall.Writer.WriteAsync(scope => new BudgetBatch(scope, looks).Find(looks[0]) is not null, Cancellation));

            // Nobody has changed the budget: a form of it is not stale.
            Assert.Equal(seen, (await hall.Billing.GetAsync($"{Path}/{id}")).ETag);
        }
    }

    [Fact]
    public async Task Of_two_who_change_an_accounts_budget_as_its_label_and_as_a_budget_one_gets_412()
    {
        var administrator = hall.Administrator;
        foreach (var account in new[] { hall.World.Developer, hall.World.Delegated })
        {
            var path = $"/api/v1/accounts/{account}";
            var id = "";
            Func<Task<HallAnswer>>[] acts =
            [
                () => hall.Billing.PostAsync(Path, new { name = "By two", target = "account", targetValue = account, amount = 60 }),
                () => hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":70}"""),
                () => hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", ""),
            ];
            foreach (var act in acts)
            {
                var seen = (await administrator.GetAsync(path)).ETag;
                var done = await act();
                Assert.True((int)done.Status < 300, done.Body);
                id = (string?)done.Json["budget"]?["id"] ?? id;
                Assert.Equal(HttpStatusCode.PreconditionFailed, (await administrator.SendAsync(HttpMethod.Patch, path, """{"budget":50}""", seen)).Status);
            }

            Assert.Null((await administrator.GetAsync(path)).Json["budget"]);
        }
    }

    [Fact]
    public async Task A_company_of_several_organizations_is_not_guessed_by_the_command()
    {
        var (terminal, other) = (hall.Hall.Terminal(), hall.Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(hall.World.Standalone))!.State.Tenant.Value);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var link = await db.Links.Where(l => l.TenantId == other).Select(l => l.Id).SingleAsync(Cancellation);
        db.MemberAccounts.Add(new MemberAccountRow { AccountId = "990000000001", LinkId = link, Source = "Unassigned", State = "Left", Company = "Fir" });
        db.Budgets.Add(KeptBudgets.Row("budget-0", other, Of(PriceTargetKind.Company, "Fir", 1), DateTimeOffset.UtcNow, "test"));
        await db.SaveChangesAsync(Cancellation);
        Assert.Equal("budget-0", (await terminal.AnswerAsync("budget", "set", "company= Fir ", "--amount", "2")).GetProperty("budget").GetProperty("id").GetString());

        await hall.LabelAsync(hall.World.AtRoot, """{"company":"Fir"}""");
        Assert.Equal(1, await terminal.RunAsync("budget", "set", "company=Fir", "--amount", "3"));
        var made = (await terminal.AnswerAsync("budget", "set", " company= Fir", "--amount", "4", "--organization", hall.Tenant)).GetProperty("budget");
        Assert.Equal((hall.Tenant, "Company Fir"), (made.GetProperty("organizationId").GetString(), made.GetProperty("name").GetString()));
        var changed = (await terminal.AnswerAsync("budget", "set", "company=Fir", "--currency", "eur", "--organization", hall.Tenant)).GetProperty("budget");
        Assert.Equal((made.GetProperty("id").GetString(), 4m, "EUR"), (changed.GetProperty("id").GetString(), changed.GetProperty("amount").GetDecimal(), changed.GetProperty("currency").GetString()));
        Assert.Equal(2m, (await terminal.AnswerAsync("budget", "show", "budget-0")).GetProperty("budget").GetProperty("amount").GetDecimal());
        foreach (var id in new[] { "budget-0", made.GetProperty("id").GetString()! }) await terminal.RunAsync("budget", "remove", id);
        await db.MemberAccounts.Where(a => a.AccountId == "990000000001").ExecuteDeleteAsync(Cancellation);
        await hall.LabelAsync(hall.World.AtRoot, """{"company":null}""");
    }

    [Fact]
    public async Task An_account_shows_the_budget_of_its_own_organization()
    {
        var other = hall.Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(hall.World.Standalone))!.State.Tenant.Value;
        await using var db = hall.Hall.Guildhall.Database.Open();
        db.Budgets.Add(KeptBudgets.Row("budget-0-elsewhere", other, Of(PriceTargetKind.Account, hall.World.Delegated, 777), DateTimeOffset.UtcNow.AddDays(1), "test"));
        await db.SaveChangesAsync(Cancellation);
        using var amara = await hall.Hall.SignedInAsync("amara.elsewhere@example.com", Role.MarketplaceManager, "");
        Assert.Null((await hall.Administrator.GetAsync($"/api/v1/accounts/{hall.World.Delegated}")).Json["budget"]);
        Assert.DoesNotContain("budget-0-elsewhere", (await amara.GetAsync($"/admin/accounts/{hall.World.Delegated}")).Html, StringComparison.Ordinal);
        await hall.Hall.Terminal().RunAsync("budget", "remove", "budget-0-elsewhere");
    }

    [Fact]
    public async Task A_change_waits_for_no_other_budget_and_is_answered_though_one_cannot_be_looked_at()
    {
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 30));
        await using var db = hall.Hall.Guildhall.Database.Open();
        db.ExchangeRates.Add(new ExchangeRateRow { Month = Present.Number, From = "USD", To = "CHF", Rate = "broken", UpdatedBy = "test" });
        await db.SaveChangesAsync(Cancellation);
        var made = new List<string>();
        foreach (var (target, value, currency) in new[] { ("organization", hall.Tenant, "CHF"), ("account", hall.World.Ledger, "USD") })
        {
            var answer = await hall.Billing.PostAsync(Path, new { name = "Beside", target, targetValue = value, amount = 60, currency });
            Assert.True(answer.Status == HttpStatusCode.Created, answer.Body);
            made.Add((string)answer.Json["budget"]!["id"]!);
        }

        var seen = await hall.Billing.GetAsync($"{Path}/{made[1]}");
        Assert.Equal((50, "actual50"), ((int)seen.Json["budget"]!["percent"]!, (string?)seen.Json["alerts"]!.AsArray().Single()!["step"]));
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 31));
        await db.ExchangeRates.Where(r => r.To == "CHF").ExecuteDeleteAsync(Cancellation);
        foreach (var id in made) await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "");
    }

    [Fact]
    public async Task What_is_not_spent_to_the_last_place_is_under_100_percent()
    {
        var made = await hall.Billing.PostAsync(Path, new { name = "Nearly", target = "account", targetValue = hall.World.Management, amount = 100 });
        var path = $"{Path}/{made.Json["budget"]!["id"]}";
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Management, 99.996m));
        var shown = (await hall.Billing.GetAsync(path)).Json["budget"]!;
        Assert.Equal((99, "within", 100m), ((int)shown["percent"]!, (string?)shown["state"], (decimal)shown["actual"]!));
        await hall.Billing.SendAsync(HttpMethod.Delete, path, "");
    }

    [Fact]
    public async Task The_budget_among_the_labels_is_recorded_and_limited_as_every_other()
    {
        var (administrator, account) = (hall.Administrator, $"/api/v1/accounts/{hall.World.Delegated}");
        await using var db = hall.Hall.Guildhall.Database.Open();
        foreach (var body in new[] { """{"budget":11}""", """{"budget":12}""", """{"budget":null}""" }) Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Patch, account, body)).Status);
        var told = await db.Audit.Where(r => r.EventName.EndsWith("Budget") && r.Record.Contains("Account " + hall.World.Delegated)).OrderBy(r => r.Sequence).Select(r => r.EventName).ToListAsync(Cancellation);
        Assert.Equal(["CreateBudget", "UpdateBudget", "DeleteBudget"], told);

        var own = await db.Budgets.CountAsync(b => b.TenantId == hall.Tenant, Cancellation);
        db.Budgets.AddRange(Enumerable.Range(0, BudgetMaking.Most - own).Select(n => KeptBudgets.Row($"budget-many-{n}", hall.Tenant, Of(PriceTargetKind.Company, $"Many {n}", 1), DateTimeOffset.UtcNow, "test")));
        await db.SaveChangesAsync(Cancellation);
        var refused = await administrator.SendAsync(HttpMethod.Patch, account, """{"budget":13}""");
        Assert.True((int)refused.Status >= 400 && refused.Body.Contains("at most 20,000 budgets", StringComparison.Ordinal), refused.Body);
        await db.Budgets.Where(b => b.Id.StartsWith("budget-many-")).ExecuteDeleteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, (await hall.Billing.GetAsync(Path + "?target=all")).Status);
    }

    [Fact]
    public void A_budget_holds_what_purchases_are_decided_on()
    {
        var now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        var row = KeptBudgets.Row("budget-1", "o-1", Of(PriceTargetKind.Company, "Birch", 10) with { Action = BudgetAction.RequireApproval }, now, "test");
        (row.Month, row.Load, row.Actual) = (202611, 1, KeptBudgets.Text(10 * Amount.One));
        Assert.Equal((BudgetState.Over, false), (BudgetView.Of(row, now).State, BudgetView.Of(row, now).Holds));
        row.Held = "123456789012";
        Assert.True(BudgetView.Of(row, now).Holds);
        Assert.False(BudgetView.Of(row, now.AddMonths(1)).Holds);
    }

    private static Budget Of(PriceTargetKind kind, string value, decimal amount) => new() { Name = "Of " + value, Target = new PriceTarget(kind, value), Amount = amount, Currency = "USD" };
}

public sealed class BudgetChangeOnSqliteTests(SqliteStatementHall hall) : BudgetChangeTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class BudgetChangeOnPostgresTests(PostgresStatementHall hall) : BudgetChangeTests(hall), IClassFixture<PostgresStatementHall>;
