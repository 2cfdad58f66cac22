using System.Net;
using Guildhall.App.Linking;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// In an organization without the integration any account may change experiences (M-05); that gives it no power over the other accounts. security.md 4.4.
/// </summary>
public abstract class MemberRightsTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["guildhall:*","aws-marketplace:*"],"Resource":"*"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task M05_A_member_of_an_organization_without_the_integration_neither_enters_nor_changes_nor_sees_its_siblings()
    {
        var member = await Hall.CallerWithPolicyAsync(World.Developer, "everything", Everything);
        Assert.Equal(HttpStatusCode.NotFound, (await member.PostAsync($"/api/v1/accounts/{World.Ledger}/access", new { })).Status);
        foreach (var (act, body) in new (string, object)[] { ("suspend", new { reason = "Unpaid" }), ("close", new { confirm = World.Ledger, reason = "x" }), ("leave", new { confirm = World.Ledger }), ("tags", new { set = new { a = "b" } }) })
            Assert.Equal((act, HttpStatusCode.NotFound), (act, (await member.PostAsync($"/api/v1/accounts/{World.Ledger}/{act}", body)).Status));
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/api/v1/accounts/{World.Ledger}")).Status);
        Assert.Empty((await member.GetAsync("/api/v1/accounts")).Json["accounts"]!.AsArray());
        Assert.Empty((await member.GetAsync("/api/v1/vendors/aws/organizations")).Json["items"]!.AsArray());

        var management = await Hall.CallerWithPolicyAsync(World.Management, "everything", Everything);
        Assert.Equal(HttpStatusCode.OK, (await management.GetAsync($"/api/v1/accounts/{World.Ledger}")).Status);
    }

    [Fact]
    public async Task An_order_of_such_a_member_waits_for_approval_and_nobody_approves_the_own_one_in_another_account()
    {
        await using (var db = Hall.Guildhall.Database.Open())
        {
            var settings = StoredSettings.Write(new() { NeedsApproval = true });
            await db.Links.Where(l => l.AccountId == World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, "aws+%s@acme.example").SetProperty(x => x.Settings, settings), Cancellation);
        }

        var buyer = await Hall.CallerWithPolicyAsync(World.Developer, "ann", Everything);
        var ordered = await buyer.PostAsync("/api/v1/accounts", new { name = "Waits" });
        Assert.Equal("AwaitingApproval", ordered.Text("state"));
        var elsewhere = await Hall.CallerWithPolicyAsync(World.Management, "ann", Everything);
        var own = await elsewhere.PostAsync($"/api/v1/orders/{ordered.Text("orderId")}/approve", new { });
        Assert.Equal((HttpStatusCode.Forbidden, "Somebody else has to decide on your own order."), (own.Status, own.Text("message")));

        var approver = await Hall.CallerWithPolicyAsync(World.Management, "bob", Everything);
        var approved = await approver.PostAsync($"/api/v1/orders/{ordered.Text("orderId")}/approve", new { });
        Assert.True(approved.Status == HttpStatusCode.OK, approved.Body);
        // The order is worked at from that moment on: its state may be a later one by now, who approved it stays told.
        Assert.NotEqual("AwaitingApproval", approved.Text("state"));
        await using var trail = Hall.Guildhall.Database.Open();
        var decision = await trail.Audit.SingleAsync(a => a.EventName == "ApproveOrder", Cancellation);
        Assert.Equal(World.Management, decision.Account);
        Assert.EndsWith("/bob", decision.Arn, StringComparison.Ordinal);
        Assert.Contains(ordered.Text("orderId"), decision.Record, StringComparison.Ordinal);
    }

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, integrated: false);
}

public sealed class MemberRightsOnSqliteTests() : MemberRightsTests(null);

[Trait("Ring", "Postgres")]
public sealed class MemberRightsOnPostgresTests(PostgresServer server) : MemberRightsTests(new PostgresDatabase(server));
