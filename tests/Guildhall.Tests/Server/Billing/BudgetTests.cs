using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Billing;
using Guildhall.App.People;
using Guildhall.App.Vending;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Budgets by the own API, commands and the months of reports. vendor-integration.md 15.6.</summary>
public abstract class BudgetTests(StatementHall hall)
{
    private const string Path = "/api/v1/billing/budgets";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private BillingMonth Present => hall.Month(-1);

    [Fact]
    public async Task Vendor15_6_Each_step_is_told_once_whatever_becomes_of_the_costs()
    {
        // Other tests of this hall have told of the month too.
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 5_000));
        var id = await MadeAsync(new { name = "Steps", target = "account", targetValue = hall.World.AtRoot, amount = 100 });
        Assert.Equal((0m, "AtRoot"), ((decimal)(await ShownAsync(id))["budget"]!["actual"]!, "AtRoot"));
        foreach (var (cost, told, state) in new[]
        {
            (49.99m, "", "within"), (50m, "actual50", "within"), (120m, "actual100 actual50 actual80 forecast100", "over"), (10m, "actual100 actual50 actual80 forecast100", "within"), (130m, "actual100 actual50 actual80 forecast100", "over"),
        })
        {
            await hall.ReportAsync(Present, new ReportedLine(hall.World.AtRoot, cost), new ReportedLine(hall.World.Ledger, 5_000));
            var shown = await ShownAsync(id);
            Assert.Equal((cost, state, $"{Present}"), ((decimal)shown["budget"]!["actual"]!, (string?)shown["budget"]!["state"], (string?)shown["budget"]!["period"]));
            Assert.Equal(told, string.Join(' ', shown["alerts"]!.AsArray().Select(a => (string?)a!["step"]).Order(StringComparer.Ordinal)));
        }

        // Looked at again, by whichever process: nothing is told anew.
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Budgets.ExecuteUpdateAsync(b => b.SetProperty(x => x.Load, -1), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hall.Hall.Guildhall.BudgetEvaluation.RunDueAsync(Cancellation)));
        var events = (await db.Events.Where(e => e.TenantId == hall.Tenant && e.Type == "Budget Reached").Select(e => e.Body).ToListAsync(Cancellation))
            .Select(b => JsonNode.Parse(b)!).Where(b => (string?)b["detail"]!["budgetId"] == id).ToList();
        Assert.Equal(["actual100", "actual50", "actual80", "forecast100"], events.Select(e => (string)e["detail"]!["step"]!).Order(StringComparer.Ordinal));
        Assert.All(events, e => Assert.Equal(("guildhall.billing", hall.World.AtRoot), ((string?)e["source"], (string?)e["account"])));
        Assert.Equal(4, await db.Audit.CountAsync(r => r.EventName == "BudgetReached" && r.Record.Contains(id), Cancellation));
        Assert.Equal(["80 % of 100.00 USD"], events.Where(e => (string?)e["detail"]!["step"] == "actual80").Select(e => (string?)e["detail"]!["reached"]));
    }

    [Fact]
    public async Task A_company_and_the_organization_have_the_costs_of_their_accounts_and_a_forecast()
    {
        var birch = await MadeAsync(new { name = "Birch", target = "company", targetValue = "Birch", amount = 1_000 });
        var all = await MadeAsync(new { name = "Everybody", target = "organization", targetValue = hall.Tenant, amount = 10_000 });
        await hall.ReportAsync(Present, [new ReportedLine(hall.World.Developer, 100), new ReportedLine(hall.World.Ledger, 300, "Fee"), .. Enumerable.Range(1, 11).Select(day => new ReportedLine(hall.World.Ledger, 10, Day: day))]);
        var (company, organization) = ((await ShownAsync(birch))["budget"]!, (await ShownAsync(all))["budget"]!);
        Assert.Equal((410m, 300m + (10 * Present.Days), 41), ((decimal)company["actual"]!, (decimal)company["forecast"]!, (int)company["percent"]!));
        Assert.Equal($"{Present}-11", (string?)company["lastDay"]);
        Assert.Equal(510m, (decimal)organization["actual"]!);

        // An account that has another company takes its costs with it at once.
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "budget-admin", "GuildhallAdministrator");
        await administrator.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{hall.World.Delegated}", """{"company":"Dogwood"}""");
        var dogwood = await MadeAsync(new { name = "Dogwood", target = "company", targetValue = "Dogwood", amount = 1_000 });
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Delegated, 70), new ReportedLine(hall.World.Ledger, 20));
        Assert.Equal(70m, (decimal)(await ShownAsync(dogwood))["budget"]!["actual"]!);
    }

    [Fact]
    public async Task Costs_in_another_currency_count_by_the_months_rate_or_are_told_as_not_counted()
    {
        var id = await MadeAsync(new { name = "Euro", target = "account", targetValue = hall.World.Management, amount = 100, currency = "eur" });
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Management, 60), new ReportedLine(hall.World.Management, 5, Currency: "EUR"));
        var shown = (await ShownAsync(id))["budget"]!;
        Assert.Equal((5m, "USD"), ((decimal)shown["actual"]!, string.Join(' ', shown["uncounted"]!.AsArray().Select(c => (string?)c))));
        Assert.False((await hall.Hall.Guildhall.ExchangeRates.SetAsync(BillingReach.Operator, Present, new ExchangeRate("USD", "EUR", 0.9m), ActOrigin.Operator("test"), Cancellation)).Refused);
        await hall.Hall.Guildhall.BudgetEvaluation.RunDueAsync(Cancellation);
        shown = (await ShownAsync(id))["budget"]!;
        Assert.Equal((59m, 0), ((decimal)shown["actual"]!, shown["uncounted"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_month_before_is_told_of_while_AWS_still_delivers_it_and_never_of_a_younger_budget()
    {
        var (old, young) = (await MadeAsync(new { name = "Old", target = "account", targetValue = hall.World.Standalone, amount = 10 }, hall.World.Standalone), Present.Plus(-1));
        Assert.NotNull(old);
        var id = await MadeAsync(new { name = "Earlier", target = "company", targetValue = "Cedar", amount = 10 });
        await hall.ReportAsync(young, new ReportedLine(hall.World.Developer, 100));
        Assert.Empty((await ShownAsync(id))["alerts"]!.AsArray());
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Budgets" SET "MadeAt" = {young.First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).Ticks} WHERE "Id" = {id}""", Cancellation);
        await hall.ReportAsync(young, new ReportedLine(hall.World.Developer, 8));
        Assert.Equal([($"{young}", "actual50"), ($"{young}", "actual80")], (await ShownAsync(id))["alerts"]!.AsArray().Select(a => ((string)a!["period"]!, (string)a["step"]!)).Order());
    }

    [Fact]
    public async Task The_monthly_budget_among_an_accounts_labels_is_its_budget()
    {
        var (administrator, account) = (await hall.Hall.CallerAsync(hall.World.Management, "budget-labels", "GuildhallAdministrator"), $"/api/v1/accounts/{hall.World.Developer}");
        Assert.Equal(25m, (decimal)(await administrator.SendAsync(HttpMethod.Patch, account, """{"budget":25}""")).Json["budget"]!);
        var found = (await hall.Billing.GetAsync($"{Path}?q={hall.World.Developer}")).Json["budgets"]!.AsArray().Single()!;
        Assert.Equal((25m, "USD", "account"), ((decimal)found["amount"]!, (string?)found["currency"], (string?)found["target"]));
        var changed = await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{found["id"]}", """{"amount":30.5,"currency":"EUR","name":"Of the developer"}""");
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal(30.5m, (decimal)(await administrator.GetAsync(account)).Json["budget"]!);
        Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Patch, account, """{"budget":null}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Billing.GetAsync($"{Path}/{found["id"]}")).Status);
        Assert.Null((await administrator.GetAsync(account)).Json["budget"]);
    }

    [Fact]
    public async Task Of_two_who_change_a_budget_one_gets_412_and_a_key_makes_one()
    {
        var wish = new JsonObject { ["name"] = "Once", ["target"] = "company", ["targetValue"] = "Birch", ["amount"] = 7 };
        await RemoveAllAsync();
        var first = await hall.Billing.SendAsync(HttpMethod.Post, Path, wish.ToJsonString(), null, "budget-once");
        var again = await hall.Billing.SendAsync(HttpMethod.Post, Path, wish.ToJsonString(), null, "budget-once");
        var id = (string)first.Json["budget"]!["id"]!;
        Assert.Equal((HttpStatusCode.Created, id), (again.Status, (string?)again.Json["budget"]!["id"]));
        var twice = await hall.Billing.PostAsync(Path, wish.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "BUDGET_EXISTS"), (twice.Status, twice.Text("code")));

        // What a load does to it makes nobody's form stale.
        var seen = (await hall.Billing.GetAsync($"{Path}/{id}")).ETag;
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 1));
        Assert.Equal(HttpStatusCode.OK, (await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":8}""", seen)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":9}""", seen)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "", seen)).Status);
        Assert.Equal(HttpStatusCode.OK, (await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Billing.GetAsync($"{Path}/{id}")).Status);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """{"amount":0}""", "amount" }, { """{"amount":1.001}""", "amount" }, { """{"amount":900000001}""", "amount" }, { """{"currency":"XXX"}""", "currency" }, { """{"name":""}""", "name" },
        { """{"target":"all"}""", "target" }, { """{"targetValue":"000000000000"}""", "targetValue" }, { """{"target":"company","targetValue":"Nobody & Co"}""", "targetValue" }, { """{"action":"burn"}""", "action" },
        { """{"action":"suspend"}""", "confirmSuspension" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_wrong_budget_is_refused_and_nothing_is_stored(string wrong, string field)
    {
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, $"budget-wrong-{Guid.NewGuid():N}"[..40], "GuildhallManager");
        var body = new JsonObject { ["name"] = "Wrong", ["target"] = "account", ["targetValue"] = hall.World.AtRoot, ["amount"] = 5 };
        foreach (var (member, value) in JsonNode.Parse(wrong)!.AsObject()) body[member] = value!.DeepClone();
        var refused = await administrator.PostAsync(Path, body.ToJsonString());
        Assert.True((HttpStatusCode.BadRequest, field) == (refused.Status, (string?)refused.Json["field"]), refused.Body);
        Assert.DoesNotContain((await administrator.GetAsync(Path)).Json["budgets"]!.AsArray(), b => (string?)b!["name"] == "Wrong");
    }

    [Fact]
    public async Task Another_organizations_budgets_are_not_there_and_who_may_not_suspend_makes_none_that_does()
    {
        var id = await MadeAsync(new { name = "Ours", target = "account", targetValue = hall.World.Ledger, amount = 3 });
        var stranger = await hall.Hall.CallerAsync(hall.World.Standalone, "other-budgets", "GuildhallBilling");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":4}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync(Path, new { name = "Theirs", target = "account", targetValue = hall.World.Ledger, amount = 3 })).Status);
        Assert.DoesNotContain((await stranger.GetAsync(Path)).Json["budgets"]!.AsArray(), b => (string?)b!["id"] == id);
        var refused = await hall.Billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"action":"suspend","confirmSuspension":true}""");
        Assert.True(refused.Status == HttpStatusCode.Forbidden, refused.Body);
        Assert.Equal((HttpStatusCode.Conflict, "NOTHING_HELD"), (await hall.Billing.PostAsync($"{Path}/{id}/allow", new { }) is var held ? (held.Status, held.Text("code")) : default));
    }

    [Fact]
    public async Task Vendor15_6_A_spent_budget_suspends_its_accounts_once_and_never_the_management_account()
    {
        var (terminal, world) = (hall.Hall.Terminal(), hall.World);
        var administrator = await hall.Hall.CallerAsync(world.Management, "budget-suspends", "GuildhallAdministrator");
        foreach (var account in new[] { world.Management, world.Delegated }) await administrator.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", """{"company":"Elm"}""");
        Assert.Equal(1, await terminal.RunAsync("budget", "set", "company=Elm", "--amount", "100", "--action", "suspend"));
        var made = await terminal.AnswerAsync("budget", "set", "company=Elm", "--name", "Elm", "--amount", "100", "--action", "suspend", "--confirm-suspension");
        var id = made.GetProperty("budget").GetProperty("id").GetString()!;
        await hall.ReportAsync(Present, new ReportedLine(world.Delegated, 99.99m));
        Assert.Equal("Active", await hall.RestedAsync(world.Delegated));
        await hall.ReportAsync(Present, new ReportedLine(world.Delegated, 60), new ReportedLine(world.Management, 40));
        Assert.Equal("Suspended", await hall.RestedAsync(world.Delegated));
        Assert.Equal("Active", await hall.RestedAsync(world.Management));
        await using var db = hall.Hall.Guildhall.Database.Open();
        var audit = JsonNode.Parse(await db.Audit.Where(r => r.EventName == "SuspendAccount" && r.Record.Contains(world.Delegated)).Select(r => r.Record).SingleAsync(Cancellation))!["requestParameters"]!;
        Assert.Equal(("Budget", $"Elm ({id})"), ((string?)audit["reason"], (string?)audit["budget"]));

        // Whoever resumes it has the last word this month.
        Assert.False((await hall.Hall.Guildhall.AccountActs.ResumeAsync(OrderReach.Operator("test"), world.Delegated, Cancellation)).Refused);
        await hall.RestedAsync(world.Delegated);
        await hall.ReportAsync(Present, new ReportedLine(world.Delegated, 200));
        Assert.Equal("Active", await hall.RestedAsync(world.Delegated));
        Assert.Equal(id, (await terminal.AnswerAsync("budget", "remove", id)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Budgets_are_listed_page_by_page_and_by_their_state()
    {
        await RemoveAllAsync();
        foreach (var (name, account, amount) in new[] { ("b", hall.World.Ledger, 10), ("A", hall.World.AtRoot, 1_000), ("c", hall.World.Developer, 20) }) await MadeAsync(new { name, target = "account", targetValue = account, amount });
        await hall.ReportAsync(Present, new ReportedLine(hall.World.Ledger, 11), new ReportedLine(hall.World.AtRoot, 11));
        var first = (await hall.Billing.GetAsync(Path + "?limit=2")).Json;
        Assert.Equal(["A", "b"], first["budgets"]!.AsArray().Select(b => (string?)b!["name"]));
        var second = (await hall.Billing.GetAsync($"{Path}?limit=2&after={first["next"]}")).Json;
        Assert.Equal((1, null), (second["budgets"]!.AsArray().Count, (string?)second["next"]));
        Assert.Equal(["b"], (await hall.Billing.GetAsync(Path + "?state=over&target=account")).Json["budgets"]!.AsArray().Select(b => (string?)b!["name"]));
        Assert.Equal(1, (await hall.Hall.Terminal().AnswerAsync("budget", "list", "--state", "over")).GetArrayLength());
        foreach (var wrong in new[] { "limit=0", "state=rich", "target=everybody", "after=none" }) Assert.Equal(HttpStatusCode.BadRequest, (await hall.Billing.GetAsync($"{Path}?{wrong}")).Status);
    }

    private async Task<string> MadeAsync(object wish, string? account = null)
    {
        if (account is null) await RemoveAsync(wish);
        var caller = account is null ? hall.Billing : await hall.Hall.CallerAsync(account, "own-budgets", "GuildhallBilling");
        var made = await caller.PostAsync(Path, wish);
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        return (string)made.Json["budget"]!["id"]!;
    }

    private async Task<JsonNode> ShownAsync(string id)
    {
        var shown = await hall.Billing.GetAsync($"{Path}/{id}");
        Assert.True(shown.Status == HttpStatusCode.OK, shown.Body);
        return shown.Json;
    }

    /// <summary>What another test left for the same.</summary>
    private async Task RemoveAsync(object wish)
    {
        var value = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(wish))!["targetValue"]!.GetValue<string>();
        foreach (var budget in (await hall.Billing.GetAsync($"{Path}?q={Uri.EscapeDataString(value)}")).Json["budgets"]!.AsArray()) await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{budget!["id"]}", "");
    }

    private async Task RemoveAllAsync()
    {
        foreach (var budget in (await hall.Billing.GetAsync(Path)).Json["budgets"]!.AsArray()) await hall.Billing.SendAsync(HttpMethod.Delete, $"{Path}/{budget!["id"]}", "");
    }
}

public sealed class BudgetOnSqliteTests(SqliteStatementHall hall) : BudgetTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class BudgetOnPostgresTests(PostgresStatementHall hall) : BudgetTests(hall), IClassFixture<PostgresStatementHall>;
