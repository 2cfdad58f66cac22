using System.Net;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Alias, operations contact and name, which are set on AWS as the account itself. vendor-integration.md 12.3, 13.2, 14.</summary>
public abstract class AccountFactTests(OrderHall hall)
{
    private static readonly OwnerContact Owner = new("Ola Nordmann", "Owner", "ola@example.com", "+47 22 22 22 22");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_ordered_is_set_on_AWS_and_a_taken_alias_holds_no_order_up()
    {
        await IamAsync(hall.World.Ledger, "CreateAccountAlias", ("AccountAlias", "taken-alias"));
        var order = await hall.EndAsync((await hall.OrderAsync(new OrderWish(new AccountOrder { Name = "Aliased", Alias = "taken-alias", Contact = Owner }))).Row.Id);
        Assert.Equal(OrderState.Active, order.State);
        var account = order.Row.AccountId!;
        var rests = await hall.RestAsync(account);
        Assert.Equal((MemberSteps.Alias, EffectState.Failed, "ALIAS_TAKEN"), (rests.Steps[0].Kind, rests.Steps[0].State, rests.Steps[0].AwsCode));
        Assert.Equal((MemberSteps.Contact, EffectState.Done), (rests.Steps[1].Kind, rests.Steps[1].State));

        var administrator = await hall.Hall.AdministratorAsync();
        Assert.Equal("Ola Nordmann", (string?)(await administrator.GetAsync($"/api/v1/accounts/{account}/contact")).Json["contact"]!["name"]);
        Assert.Equal("alias", (string?)(await administrator.PostAsync($"/api/v1/accounts/{account}/alias", new { alias = "No-Alias" })).Json["field"]);
        using var amara = await hall.Hall.SignedInAsync("aliaser@example.com", "Administrator", hall.World.Management);
        Assert.Contains("That alias is taken.", (await amara.GetAsync($"/admin/accounts/{account}")).Html, StringComparison.Ordinal);
        var (found, ledger) = ((await amara.GetAsync($"/admin/accounts/{hall.World.Ledger}/alias")).Html, (await amara.GetAsync($"/admin/accounts/{hall.World.Ledger}")).Html);
        Assert.Contains("value=\"taken-alias\"", found, StringComparison.Ordinal);
        Assert.Contains("<dt>Alias</dt><dd>None set here</dd>", ledger, StringComparison.Ordinal);
        await hall.FaultAsync("CreateAccountAlias", "drop-answer");
        await amara.PostAsync($"/admin/accounts/{account}/alias", $"/admin/accounts/{account}/alias", ("Alias", "free-alias"));
        Assert.Equal(("free-alias", EffectState.Cancelled), ((await hall.RestAsync(account)).Known!.Alias, (await hall.RestAsync(account)).Steps[1].State));
        Assert.Contains("<member>free-alias</member>", await IamAsync(account, "ListAccountAliases"), StringComparison.Ordinal);
        Assert.Equal("free-alias", (await hall.Hall.Terminal().AnswerAsync("account", "show", account)).GetProperty("alias").GetString());

        await hall.FaultAsync("DeleteAccountAlias", "drop-answer");
        await hall.Hall.Terminal().AnswerAsync("account", "alias", account);
        Assert.Null((await hall.RestAsync(account)).Known!.Alias);
        Assert.DoesNotContain("free-alias", await IamAsync(account, "ListAccountAliases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_read_from_AWS_changed_and_taken_away()
    {
        var account = hall.World.Developer;
        using var amara = await hall.Hall.SignedInAsync("contacter@example.com", "Administrator", hall.World.Management);
        var page = $"/admin/accounts/{account}/contact";
        var (response, half) = await amara.PostAsync(page, page, ("contact-name", "Ola"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("AWS wants name, title, e-mail and phone", half, StringComparison.Ordinal);
        await amara.PostAsync(page, page, ("contact-name", Owner.Name), ("contact-title", Owner.Title), ("contact-email", Owner.Email), ("contact-phone", Owner.Phone));
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);
        Assert.Contains("ola@example.com", (await amara.GetAsync(page)).Html, StringComparison.Ordinal);
        await hall.FaultAsync("DeleteAlternateContact", "drop-answer");
        await amara.PostAsync(page, page);
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);
        Assert.DoesNotContain("ola@example.com", (await amara.GetAsync(page)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_changed_on_AWS_and_read_again()
    {
        var account = hall.World.AtRoot;
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "renamer", "GuildhallAdministrator");
        Assert.Equal("name", (string?)(await administrator.PostAsync($"/api/v1/accounts/{account}/name", new { name = "<b>" })).Json["field"]);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/v1/accounts/{account}/name", new { name = "Renamed" })).Status);
        await hall.RestAsync(account);
        await hall.Hall.SyncAsync();
        Assert.Equal("Renamed", (await hall.RestAsync(account)).Name);
        Assert.Equal(account, Assert.Single(await hall.AccountsAsync("Renamed")).GetProperty("Id").GetString());
    }

    [Fact]
    public async Task An_account_without_the_role_says_what_is_missing()
    {
        var account = hall.World.Delegated;
        await IamAsync(account, "DetachRolePolicy", ("RoleName", "OrganizationAccountAccessRole"), ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        await IamAsync(account, "DeleteRole", ("RoleName", "OrganizationAccountAccessRole"));
        Assert.False((await hall.Hall.Guildhall.AccountFacts.SetAliasAsync(OrderHall.Operator, account, "no-way-in", Cancellation)).Refused);
        for (var tries = 0; (await StepAsync(account)).Problem is null; tries++)
        {
            Assert.True(tries < 100, "It waits without a reason.");
            await Task.Delay(100, Cancellation);
        }

        Assert.Contains("no role OrganizationAccountAccessRole", (await StepAsync(account)).Problem, StringComparison.Ordinal);
        Assert.False((await hall.Hall.Guildhall.AccountActs.CancelAsync(OrderHall.Operator, account, Cancellation)).Refused);
    }

    [Fact]
    public async Task What_AWS_refuses_is_told_as_an_error_of_AWS()
    {
        var administrator = await hall.Hall.AdministratorAsync();
        await hall.FaultAsync("GetAlternateContact", "fail", "AccessDeniedException");

        var refused = await administrator.GetAsync($"/api/v1/accounts/{hall.World.Ledger}/contact");
        await hall.StateAsync("Paused");
        var paused = await administrator.PostAsync($"/api/v1/accounts/{hall.World.Ledger}/alias", new { alias = "paused-now" });
        await hall.StateAsync("Active");

        Assert.Equal((HttpStatusCode.FailedDependency, "aws_error"), (refused.Status, (string?)refused.Json["code"]));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "organization_paused"), (paused.Status, (string?)paused.Json["code"]));
    }

    private async Task<AccountStep> StepAsync(string account) => (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value.Steps[0];

    /// <summary>Calls IAM of the simulated AWS as an administrator of an account.</summary>
    private Task<string> IamAsync(string account, string action, params IEnumerable<(string Name, string Value)> parameters) => hall.Hall.IamAsync(hall.Hall.MemberKey(account), action, parameters);
}

public sealed class AccountFactOnSqliteTests(SqliteOrderHall hall) : AccountFactTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountFactOnPostgresTests(PostgresOrderHall hall) : AccountFactTests(hall), IClassFixture<PostgresOrderHall>;
