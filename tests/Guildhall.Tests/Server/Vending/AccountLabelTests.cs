using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Company, cost centre, purpose and budget of accounts, changed after the order. vendor-integration.md 14.</summary>
public abstract partial class AccountLabelTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Labels_are_changed_by_whoever_saw_the_account_as_it_is_and_its_tag_on_AWS_follows()
    {
        var (administrator, path) = (await hall.Hall.CallerAsync(hall.World.Management, "labels-1", "GuildhallAdministrator"), $"/api/v1/accounts/{hall.World.Ledger}");
        var first = await administrator.GetAsync(path);
        var changed = await PatchAsync(administrator, path, """{"company":"Birch & Co","costCentre":"CC 7","budget":99.5}""", first.ETag);
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Body);
        Assert.Equal(("Birch & Co", "CC 7", null, 99.5m), ((string?)changed.Json["company"], (string?)changed.Json["costCentre"], (string?)changed.Json["purpose"], (decimal)changed.Json["budget"]!));
        await hall.RestAsync(hall.World.Ledger);
        Assert.Equal("Birch - Co", await TagAsync(hall.World.Ledger));

        var late = await PatchAsync(administrator, path, """{"purpose":"Late"}""", first.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), (late.Status, (string?)late.Json["code"]));
        var none = await PatchAsync(administrator, path, """{"company":null,"purpose":"Books"}""", (await administrator.GetAsync(path)).ETag);
        Assert.Equal((null, "CC 7", "Books"), ((string?)none.Json["company"], (string?)none.Json["costCentre"], (string?)none.Json["purpose"]));
        await hall.RestAsync(hall.World.Ledger);
        Assert.Null(await TagAsync(hall.World.Ledger));

        await using var db = hall.Hall.Guildhall.Database.Open();
        var told = await db.Audit.Where(r => r.EventName == "EditAccount").Select(r => r.Record).ToListAsync(Cancellation);
        Assert.Contains(told, record => record.Contains(hall.World.Ledger, StringComparison.Ordinal) && (string?)JsonNode.Parse(record)!["requestParameters"]!["costCentre"]?["after"] == "CC 7");
    }

    [Fact]
    public async Task The_server_refuses_what_is_no_label_and_who_may_not()
    {
        var (administrator, path) = (await hall.Hall.CallerAsync(hall.World.Management, "labels-2", "GuildhallAdministrator"), $"/api/v1/accounts/{hall.World.Developer}");
        foreach (var (body, code, field) in new[]
        {
            ("""{"name":"Other"}""", "field_not_editable", "name"), ("""{"company":7}""", "invalid_field", "company"), ("""{"budget":"7"}""", "invalid_field", "budget"),
            ("""{"budget":-1}""", "invalid_field", "budget"), ($$"""{"costCentre":"{{new string('x', 257)}}"}""", "invalid_field", "costCentre"),
        })
        {
            var refused = await PatchAsync(administrator, path, body);
            Assert.Equal((HttpStatusCode.BadRequest, code, field), (refused.Status, (string?)refused.Json["code"], (string?)refused.Json["field"]));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync(administrator, path, "[]")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PatchAsync(await hall.Hall.BuyerAsync(), path, """{"company":"Mine"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PatchAsync(administrator, "/api/v1/accounts/999999999999", """{"company":"Mine"}""")).Status);
    }

    [Fact]
    public async Task The_page_keeps_what_was_typed_and_tells_what_somebody_else_changed()
    {
        using var amara = await hall.Hall.SignedInAsync("labeller@example.com", "Administrator", hall.World.Management);
        var (account, page) = (hall.World.AtRoot, $"/admin/accounts/{hall.World.AtRoot}/labels");
        var (response, wrong) = await amara.PostAsync(page, page, ("company", "Ålesund"), ("budget", "much"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("A budget is a number such as 250 or 99.50.", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"Ålesund\"", WebUtility.HtmlDecode(wrong), StringComparison.Ordinal);

        var (_, form) = await amara.GetAsync(page);
        var version = Version().Match(form).Groups[1].Value;
        await hall.Hall.Terminal().AnswerAsync("account", "edit", account, "--company", "Quicker", "--cost-centre", "CC 1");
        var (stale, told) = await amara.PostAsync(page, page, ("version", version), ("seen", ""), ("company", "Slower"));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Changed meanwhile", told, StringComparison.Ordinal);
        Assert.Contains("Quicker", told, StringComparison.Ordinal);
        Assert.Contains("value=\"Slower\"", told, StringComparison.Ordinal);
        await hall.RestAsync(account);
        var (saved, shown) = await amara.PostAsync(page, page, ("company", "Slower"), ("budget", "250"));
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Contains("<dt>Monthly budget</dt><dd>250.00</dd>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("CC 1", shown, StringComparison.Ordinal);
        await hall.RestAsync(account);
    }

    [Fact]
    public async Task Accounts_are_listed_by_company_and_cost_centre_and_the_management_account_has_labels_too()
    {
        await hall.Hall.Terminal().AnswerAsync("account", "edit", hall.World.Management, "--company", "Head office", "--cost-centre", "HQ-1", "--budget", "10.25");
        Assert.Null(await TagAsync(hall.World.Management));
        using var amara = await hall.Hall.SignedInAsync("lister@example.com", "Administrator", hall.World.Management);
        var lines = (await amara.GetAsync("/admin/accounts.csv?company=head&sort=costcentre")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Company,Cost centre,Purpose,Monthly budget", lines[0], StringComparison.Ordinal);
        Assert.Contains("Head office,HQ-1,,10.25", lines[1], StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"Cost centre\" class=\"words\">HQ-1</td>", (await amara.GetAsync("/admin/accounts?cost-centre=hq-1")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("HQ-1</td>", (await amara.GetAsync("/admin/accounts?cost-centre=hq-2")).Html, StringComparison.Ordinal);
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "labels-3", "GuildhallAdministrator");
        Assert.Equal(1, (int)(await administrator.GetAsync("/api/v1/accounts?costCentre=hq-1&company=office")).Json["total"]!);
        Assert.Equal(1, (await hall.Hall.Terminal().AnswerAsync("account", "list", "--company", "head")).GetArrayLength());

        await hall.Hall.Terminal().AnswerAsync("account", "edit", hall.World.Management, "--company", "", "--budget", "");
        var left = (await hall.Hall.Terminal().AnswerAsync("account", "show", hall.World.Management));
        Assert.Equal((null, "HQ-1"), (left.GetProperty("company").GetString(), left.GetProperty("costCentre").GetString()));
        Assert.Equal(1, await hall.Hall.Terminal().RunAsync("account", "edit", hall.World.Management, "--budget", "much"));
        Assert.Equal(1, await hall.Hall.Terminal().RunAsync("account", "order", "--name", "Budgeted", "--budget", "1,000"));
    }

    [Fact]
    public async Task While_the_order_is_under_way_it_says_what_the_labels_are()
    {
        var ordered = await hall.EndAsync((await hall.OrderAsync(new OrderWish(new AccountOrder { Name = "Labelled", Company = "Ordered", Budget = 5 }))).Row.Id);
        var account = ordered.Row.AccountId!;
        await SetAsync(nameof(OrderState.Configuring));
        var early = await hall.Hall.Guildhall.AccountLabelling.ChangeAsync(OrderHall.Operator, account, now => now with { Company = "Early" }, null, Cancellation);
        await SetAsync(nameof(OrderState.Active));
        Assert.Equal("ORDER_OPEN", Assert.Single(early.Problems).Code);
        var changed = await hall.Hall.Guildhall.AccountLabelling.ChangeAsync(OrderHall.Operator, account, now => now with { Company = "Later" }, null, Cancellation);
        Assert.Equal(("Later", 5m), (changed.Value.Labels.Company, changed.Value.Labels.Budget));
        await hall.RestAsync(account);
        Assert.Equal("Later", await TagAsync(account));

        async Task SetAsync(string state)
        {
            await using var db = hall.Hall.Guildhall.Database.Open();
            await db.Orders.Where(o => o.AccountId == account).ExecuteUpdateAsync(o => o.SetProperty(x => x.State, state), Cancellation);
        }
    }

    private static Task<HallAnswer> PatchAsync(HallCaller caller, string path, string body, string? tag = null) => caller.SendAsync(HttpMethod.Patch, path, body, tag);

    private async Task<string?> TagAsync(string account)
    {
        var tags = await hall.Hall.Guildhall.AccountTags.ReadAsync(OrderHall.Operator, account, Cancellation);
        return tags.Value.GetValueOrDefault("guildhall:company");
    }

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}

public sealed class AccountLabelOnSqliteTests(SqliteOrderHall hall) : AccountLabelTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountLabelOnPostgresTests(PostgresOrderHall hall) : AccountLabelTests(hall), IClassFixture<PostgresOrderHall>;
