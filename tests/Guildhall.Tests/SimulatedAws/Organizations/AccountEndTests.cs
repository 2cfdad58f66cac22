namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Closing, removing and leaving (aws-operations.md A.2, A.6).</summary>
public sealed class AccountEndTests : CloudTest
{
    [Fact]
    public async Task A_closed_account_goes_through_pending_closure_and_stays_listed_for_ninety_days()
    {
        var account = Organization.Member("Payroll");

        Assert.Equal("", (await Close(account)).Ok().Body);
        Assert.Equal("PENDING_CLOSURE", await State(account));
        Assert.Equal("ConflictException", (await Close(account)).Error);

        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CLOSED", await State(account));
        Assert.Equal("AccountAlreadyClosedException", (await Close(account)).Error);

        Cloud.World.Advance(TimeSpan.FromDays(89));
        Assert.Equal("CLOSED", await State(account));
        Cloud.World.Advance(TimeSpan.FromDays(1));
        Assert.Equal("AccountNotFoundException", (await Management.OrganizationsAsync("DescribeAccount", new { AccountId = account })).Error);
    }

    [Fact]
    public async Task The_email_of_a_closed_account_stays_taken()
    {
        var account = Organization.Member("Payroll");
        await Close(account);
        Cloud.World.Advance(TimeSpan.FromDays(100));

        var status = (await Management.OrganizationsAsync("CreateAccount", new { Email = "payroll@example.com", AccountName = "Again" })).Ok().Json.GetProperty("CreateAccountStatus");
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        var done = (await Management.OrganizationsAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = status.GetProperty("Id").GetString() })).Ok();

        Assert.Equal("EMAIL_ALREADY_EXISTS", done.Json.GetProperty("CreateAccountStatus").GetProperty("FailureReason").GetString());
    }

    [Fact]
    public async Task The_management_account_is_not_closed() =>
        Assert.Equal("ConstraintViolationException/CANNOT_CLOSE_MANAGEMENT_ACCOUNT", (await Close(Management.AccountId)).Error);

    [Fact]
    public async Task Three_accounts_close_at_once_and_not_four()
    {
        for (var count = 1; count <= 3; count++) (await Close(Organization.Member($"A{count}"))).Ok();

        Assert.Equal("ConstraintViolationException/CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED", (await Close(Organization.Member("A4"))).Error);
    }

    [Fact]
    public async Task A_small_organization_closes_250_accounts_in_30_days_and_not_more()
    {
        var large = Cloud.Organization(accountQuota: 1000, email: "large@example.com");
        for (var count = 0; count < 250; count++)
        {
            (await large.Management.OrganizationsAsync("CloseAccount", new { AccountId = large.Member($"B{count}") })).Ok();
            Cloud.World.Advance(TimeSpan.FromSeconds(1));
        }

        var last = large.Member("Last");
        Assert.Equal(
            "ConstraintViolationException/CLOSE_ACCOUNT_QUOTA_EXCEEDED",
            (await large.Management.OrganizationsAsync("CloseAccount", new { AccountId = last })).Error);
        Cloud.World.Advance(TimeSpan.FromDays(30));
        Assert.Null((await large.Management.OrganizationsAsync("CloseAccount", new { AccountId = last })).Error);
    }

    [Fact]
    public async Task A_closed_accounts_keys_are_refused()
    {
        var member = Cloud.Enter(Organization.Member("Payroll"));
        (await member.StsAsync("GetCallerIdentity")).Ok();

        await Close(member.AccountId);
        Cloud.World.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("InvalidClientTokenId", (await member.StsAsync("GetCallerIdentity")).Error);
    }

    [Fact]
    public async Task A_created_account_is_removed_after_four_days_and_loses_its_tags()
    {
        var account = Organization.Member("Payroll");
        (await Management.OrganizationsAsync("TagResource", new { ResourceId = account, Tags = new[] { new { Key = "a", Value = "b" } } })).Ok();

        Assert.Equal("ConstraintViolationException/WAIT_PERIOD_ACTIVE", (await Remove(account)).Error);
        Cloud.World.Advance(TimeSpan.FromDays(4));
        Assert.Equal("", (await Remove(account)).Ok().Body);

        Assert.Equal("AccountNotFoundException", (await Remove(account)).Error);
        Assert.Equal("AWSOrganizationsNotInUseException", (await Cloud.Enter(account).OrganizationsAsync("DescribeOrganization")).Error);
    }

    [Fact]
    public async Task A_delegated_administrator_and_the_management_account_stay()
    {
        var account = Organization.Member("Payroll");
        Cloud.World.Seed(seed =>
        {
            seed.DelegatedAdministrator(Organization.Id, account);
            return 0;
        });
        Cloud.World.Advance(TimeSpan.FromDays(4));

        Assert.Equal("ConstraintViolationException/CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG", (await Remove(account)).Error);
        Assert.Equal("MasterCannotLeaveOrganizationException", (await Remove(Management.AccountId)).Error);
        Assert.Equal("MasterCannotLeaveOrganizationException", (await Management.OrganizationsAsync("LeaveOrganization")).Error);
    }

    [Fact]
    public async Task A_member_leaves_by_itself()
    {
        var member = Cloud.Enter(Organization.Member("Payroll"));
        Cloud.World.Advance(TimeSpan.FromDays(4));

        (await member.OrganizationsAsync("LeaveOrganization")).Ok();

        Assert.Equal("AWSOrganizationsNotInUseException", (await member.OrganizationsAsync("LeaveOrganization")).Error);
    }

    private Task<CloudReply> Close(string id) => Management.OrganizationsAsync("CloseAccount", new { AccountId = id });

    private Task<CloudReply> Remove(string id) => Management.OrganizationsAsync("RemoveAccountFromOrganization", new { AccountId = id });

    private async Task<string?> State(string id) =>
        (await Management.OrganizationsAsync("DescribeAccount", new { AccountId = id })).Ok().Json.GetProperty("Account").GetProperty("State").GetString();
}
