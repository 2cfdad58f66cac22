using System.Net;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>The console link that a customer gets, against the simulated sign-in. vendor-integration.md 13.4.</summary>
public abstract class AccountAccessTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_ordered_an_account_opens_its_console_without_a_stored_credential()
    {
        var buyer = await hall.Hall.CallerAsync(hall.World.Developer, "orderer", "GuildhallAccountBuyer");
        var order = await hall.EndAsync((string)(await buyer.PostAsync("/api/v1/accounts", new { name = "Entered" })).Json["orderId"]!);
        var account = order.Row.AccountId!;
        var given = await buyer.PostAsync($"/api/v1/accounts/{account}/access", new { });
        Assert.True(given.Status == HttpStatusCode.OK, given.Body);
        Assert.Equal("guildhall.orderer", (string?)given.Json["session"]);
        Assert.InRange(DateTimeOffset.Parse((string)given.Json["until"]!, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));

        var url = (string)given.Json["url"]!;
        using var http = new HttpClient();
        Assert.Contains($"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/guildhall.orderer", await http.GetStringAsync(url, Cancellation), StringComparison.Ordinal);
        using var forged = await http.GetAsync(url[..^4] + "AAAA", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        await using var db = hall.Hall.Guildhall.Database.Open();
        var token = url.Split("SigninToken=")[1];
        var opened = await db.Audit.Where(a => a.EventName == "OpenConsole" && a.Record.Contains(account)).ToListAsync(Cancellation);
        Assert.Contains("guildhall.orderer", Assert.Single(opened).Record, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.UnescapeDataString(token), opened[0].Record, StringComparison.Ordinal);

        var stranger = await hall.Hall.CallerAsync(hall.World.Ledger, "stranger", "GuildhallAccountBuyer");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/v1/accounts/{account}/access", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await buyer.PostAsync($"/api/v1/accounts/{hall.World.Ledger}/access", new { })).Status);
        using var amara = await hall.Hall.SignedInAsync("enterer@example.com", "Administrator", hall.World.Management);
        Assert.Contains($"/store/accounts/{account}/console", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.False((await hall.Hall.Guildhall.AccountActs.SuspendAsync(OrderHall.Operator, account, SuspendReason.Unpaid, null, Cancellation)).Refused);
        await hall.RestAsync(account);
        Assert.DoesNotContain($"/store/accounts/{account}/console", (await amara.GetAsync("/store/accounts")).Html, StringComparison.Ordinal);
        Assert.False((await hall.Hall.Guildhall.AccountActs.ResumeAsync(OrderHall.Operator, account, Cancellation)).Refused);
        await hall.RestAsync(account);
        Assert.Contains("guildhall.enterer@example.com", (await amara.PostAsync($"/admin/accounts/{account}", $"/store/accounts/{account}/console")).Html, StringComparison.Ordinal);
        Assert.StartsWith("guildhall.operator", (await hall.Hall.Terminal().AnswerAsync("account", "access", account)).GetProperty("session").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_keeps_to_its_policy_and_ends_with_a_suspension()
    {
        var account = hall.World.AtRoot;
        var customer = await EnterAsync(account, CustomerSession.NameOf("arn:aws:iam::1:user/dana"), CustomerSession.Policy("OrganizationAccountAccessRole"));
        var own = await EnterAsync(account, "guildhall", null);
        Assert.Null((await customer.ListAccountAliasesAsync(Cancellation)).Problem);
        Assert.Equal(CloudTrouble.Denied, (await customer.GetRoleAsync("OrganizationAccountAccessRole", Cancellation)).Problem?.Kind);
        Assert.Null((await own.GetRoleAsync("OrganizationAccountAccessRole", Cancellation)).Problem);

        Assert.False((await hall.Hall.Guildhall.AccountActs.SuspendAsync(OrderHall.Operator, account, SuspendReason.Unpaid, null, Cancellation)).Refused);
        await hall.RestAsync(account);
        Assert.Equal(CloudTrouble.Denied, (await customer.ListAccountAliasesAsync(Cancellation)).Problem?.Kind);
        Assert.Null((await own.ListAccountAliasesAsync(Cancellation)).Problem);
        Assert.Equal("ACCOUNT_SUSPENDED", (await hall.Hall.Guildhall.AccountAccess.OpenAsync(OrderHall.Operator, account, "https://example.com/", Cancellation)).Problems[0].Code);
        Assert.False((await hall.Hall.Guildhall.AccountActs.ResumeAsync(OrderHall.Operator, account, Cancellation)).Refused);
        await hall.RestAsync(account);
        Assert.Null((await customer.ListAccountAliasesAsync(Cancellation)).Problem);
    }

    private async Task<IamClient> EnterAsync(string account, string session, string? policy)
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var link = await db.Links.AsNoTracking().SingleAsync(l => l.AccountId == hall.World.Management, Cancellation);
        var role = new RoleRequest($"arn:aws:iam::{account}:role/OrganizationAccountAccessRole", session, null, TimeSpan.FromMinutes(15)) { Policy = policy };
        var assumed = await new StsClient(hall.Hall.Guildhall.Connections.Of(link).Value).AssumeRoleAsync(role, Cancellation);
        return new IamClient(hall.Hall.Guildhall.Connections.As(link, assumed.Value!.Credentials));
    }
}

public sealed class AccountAccessOnSqliteTests(SqliteOrderHall hall) : AccountAccessTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountAccessOnPostgresTests(PostgresOrderHall hall) : AccountAccessTests(hall), IClassFixture<PostgresOrderHall>;
