using System.Net;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Orders of buyers that wait for an approver, and the policies of the accounts they make. vendor-integration.md 11, 13.1, 13.2 (5).</summary>
public abstract class OrderApprovalTests(OrderHall hall)
{
    private const string Orders = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["guildhall:OrderAccount","guildhall:ReadAccounts","guildhall:ApproveOrder"],"Resource":"*"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_buyers_order_waits_until_an_administrator_approves_and_then_makes_its_account_with_its_policies()
    {
        var policy = JsonElement.Parse(await hall.Hall.SimulateAsync("CreatePolicy", new { Name = "guard-rails", Description = "", Type = "SERVICE_CONTROL_POLICY", Content = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:DeleteUser","Resource":"*"}]}""" })).GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString()!;
        await SettingsAsync(needsApproval: true, policy);
        using var dana = await hall.Hall.SignedInAsync("dana.asks@example.com", "AccountBuyer", hall.World.Developer);
        (string, string)[] typed = [("name", "Asked for"), ("purpose", "Trials"), ("client-key", "asks-1")];
        var (_, review) = await dana.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("go", "review")]);
        var (placed, ordered) = await dana.PostAsync("/store/aws-account", "/store/aws-account", [.. typed, ("go", "order")]);
        var id = placed.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1];
        Assert.Contains("An approver of the organization has to agree", review, StringComparison.Ordinal);
        Assert.Contains("Awaiting approval", ordered, StringComparison.Ordinal);
        Assert.DoesNotContain("/approve", ordered, StringComparison.Ordinal);

        using var audrey = await hall.Hall.SignedInAsync("audrey.reads@example.com", "Auditor", hall.World.Management);
        foreach (var page in new[] { "/store/orders/" + id, "/store/accounts", "/admin/accounts" })
        {
            var (_, read) = await audrey.GetAsync(page);
            Assert.Contains(page.EndsWith(id, StringComparison.Ordinal) ? "Trials" : "Export CSV", read, StringComparison.Ordinal);
            foreach (var offered in new[] { "/cancel\"", "/approve\"", "/retry\"", "\"/store/aws-account\"" }) Assert.DoesNotContain(offered, read, StringComparison.Ordinal);
        }

        using var amara = await hall.Hall.SignedInAsync("amara.approves@example.com", "Administrator", hall.World.Management);
        var (_, list) = await amara.GetAsync("/store/accounts");
        var (_, waiting) = await amara.GetAsync("/store/orders/" + id);
        var (_, approved) = await amara.PostAsync("/store/orders/" + id, $"/store/orders/{id}/approve");
        Assert.Contains("<div class=\"banner calm\"><p>1 order waits for approval.", list, StringComparison.Ordinal);
        Assert.Contains("Trials", waiting, StringComparison.Ordinal);
        Assert.Contains("/cancel\"", waiting, StringComparison.Ordinal);
        Assert.Contains("Approved.", approved, StringComparison.Ordinal);
        var active = await hall.EndAsync(id);
        Assert.Equal(OrderState.Active, active.State);
        var attached = JsonElement.Parse(await hall.Hall.SimulateAsync("ListPoliciesForTarget", new { TargetId = active.Row.AccountId, Filter = "SERVICE_CONTROL_POLICY" })).GetProperty("Policies");
        Assert.Contains(attached.EnumerateArray(), p => p.GetProperty("Id").GetString() == policy);
        Assert.Equal("not_awaiting_approval", (await hall.Hall.Guildhall.OrderApprovals.ApproveAsync(OrderHall.Operator, id, Cancellation)).Problems[0].Code);
        await SettingsAsync(needsApproval: false);
    }

    [Fact]
    public async Task Whoever_ordered_is_neither_offered_nor_allowed_to_approve_in_another_account()
    {
        await SettingsAsync(needsApproval: true);
        await hall.Hall.Guildhall.People.CreateAsync("two.hats@example.com", "Two Hats", [new GivenRole("AccountBuyer", new AccountId(hall.World.Developer)), new GivenRole("Administrator", new AccountId(hall.World.Management))], new Secret(Browsing.Password), Cancellation);
        using var person = await hall.Hall.SignedInAsync("two.hats@example.com");
        await person.PostAsync("/scope", "/scope", ("account", hall.World.Developer));
        var (placed, _) = await person.PostAsync("/store/aws-account", "/store/aws-account", ("name", "My own"), ("client-key", "own-1"), ("go", "order"));
        var page = placed.RequestMessage!.RequestUri!.AbsolutePath;
        await person.PostAsync("/scope", "/scope", ("account", hall.World.Management));

        var (_, shown) = await person.GetAsync(page);
        var (refused, _) = await person.PostAsync(page, page + "/approve");
        using var other = await hall.Hall.SignedInAsync("other.approver@example.com", "Approver", hall.World.Management);
        var (_, offered) = await other.GetAsync(page);
        await hall.Orders.CancelAsync(OrderHall.Operator, page.Split('/')[^1], Cancellation);
        await SettingsAsync(needsApproval: false);

        Assert.Contains("Awaiting approval", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(page + "/approve", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(page + "/approve", offered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_order_tells_its_buyer_why_and_makes_nothing()
    {
        await SettingsAsync(needsApproval: true);
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "is-declined", Orders);
        var id = (string)(await buyer.PostAsync("/api/v1/accounts", new { name = "Not needed" })).Json["orderId"]!;
        var asked = await buyer.PostAsync($"/api/v1/orders/{id}/approve", new { });
        var retried = await buyer.PostAsync($"/api/v1/orders/{id}/retry", new { });
        var administrator = await hall.Hall.AdministratorAsync();
        using var amara = await hall.Hall.SignedInAsync("amara.declines@example.com", "Administrator", hall.World.Management);

        var (_, without) = await amara.PostAsync($"/store/orders/{id}/reject", $"/store/orders/{id}/reject", ("Reason", " "));
        var refused = await administrator.PostAsync($"/api/v1/orders/{id}/reject", new { reason = "" });
        var stray = await administrator.PostAsync($"/api/v1/orders/{id}/reject", new { reason = "No.", dryRun = true });
        var approving = await administrator.PostAsync($"/api/v1/orders/{id}/approve", new { reason = "Yes." });
        var declined = await administrator.PostAsync($"/api/v1/orders/{id}/reject", new { reason = "Use the shared account." });
        var read = await buyer.GetAsync($"/api/v1/orders/{id}");
        var cancelled = (string)(await buyer.PostAsync("/api/v1/accounts", new { name = "Taken back" })).Json["orderId"]!;
        var back = await buyer.PostAsync($"/api/v1/orders/{cancelled}/cancel", new { });
        await SettingsAsync(needsApproval: false);

        Assert.Contains("Give a reason of 1 to 1,000 characters", WebUtility.HtmlDecode(without), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "reason"), (refused.Status, (string?)refused.Json["field"]));
        Assert.Equal((HttpStatusCode.BadRequest, "dryRun"), (stray.Status, (string?)stray.Json["field"]));
        Assert.Equal((HttpStatusCode.BadRequest, "reason"), (approving.Status, (string?)approving.Json["field"]));
        Assert.True(declined.Status == HttpStatusCode.OK, declined.Body);
        Assert.Equal((HttpStatusCode.Forbidden, "nothing_to_retry"), (asked.Status, (string?)retried.Json["code"]));
        Assert.Equal(("Rejected", "Rejected: Use the shared account."), ((string?)read.Json["state"], (string?)read.Json["problem"]));
        Assert.Equal("Cancelled", (string?)back.Json["state"]);
        Assert.Empty(await hall.AccountsAsync("Not needed"));
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Empty(await db.Effects.Where(e => e.Subject == id || e.Subject == cancelled).ToListAsync(Cancellation));
        Assert.Equal(1, await db.Audit.CountAsync(a => a.EventName == "RejectOrder" && a.Record.Contains(id), Cancellation));
    }

    [Fact]
    public async Task An_order_is_approved_through_the_own_API_once()
    {
        await SettingsAsync(needsApproval: true);
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "is-approved", Orders);
        var id = (string)(await buyer.PostAsync("/api/v1/accounts", new { name = "Agreed to" })).Json["orderId"]!;
        await SettingsAsync(needsApproval: false);
        var administrator = await hall.Hall.AdministratorAsync();

        var approved = await administrator.PostAsync($"/api/v1/orders/{id}/approve", new { });
        var again = await administrator.PostAsync($"/api/v1/orders/{id}/approve", new { });

        Assert.Equal((HttpStatusCode.OK, id), (approved.Status, (string?)approved.Json["orderId"]));
        Assert.Equal((HttpStatusCode.Conflict, "not_awaiting_approval"), (again.Status, (string?)again.Json["code"]));
        Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
    }

    private async Task SettingsAsync(bool needsApproval, params string[] policies)
    {
        var settings = StoredSettings.Write(new() { NeedsApproval = needsApproval, Policies = [.. policies] });
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == hall.World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.Settings, settings), Cancellation);
    }
}

public sealed class OrderApprovalOnSqliteTests(SqliteOrderHall hall) : OrderApprovalTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class OrderApprovalOnPostgresTests(PostgresOrderHall hall) : OrderApprovalTests(hall), IClassFixture<PostgresOrderHall>;
