using System.Text.Json;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>CreateAccount answers before anything is decided (aws-operations.md 0.2, A.6).</summary>
public sealed class AccountCreationTests : CloudTest
{
    [Fact]
    public async Task A_new_account_is_in_progress_and_then_in_the_root()
    {
        var status = await Create("payroll@example.com");
        Assert.Equal("IN_PROGRESS", status.GetProperty("State").GetString());
        Assert.False(status.TryGetProperty("AccountId", out _));
        Assert.Matches("^car-[a-z0-9]{32}$", Id(status));
        Assert.Equal(SimulatedCloud.Start.ToUnixTimeSeconds(), status.GetProperty("RequestedTimestamp").GetDecimal());

        Cloud.World.Advance(TimeSpan.FromSeconds(1));

        var done = await Describe(Id(status));
        Assert.Equal("SUCCEEDED", done.GetProperty("State").GetString());
        var account = (await Management.OrganizationsAsync("DescribeAccount", new { AccountId = done.GetProperty("AccountId").GetString() })).Ok().Json.GetProperty("Account");
        Assert.Equal("payroll@example.com", account.GetProperty("Email").GetString());
        Assert.Equal("ACTIVE", account.GetProperty("State").GetString());
        Assert.Equal("CREATED", account.GetProperty("JoinedMethod").GetString());
        Assert.Equal($"{Organization.Id}/{Organization.RootId}/{account.GetProperty("Id").GetString()}/", account.GetProperty("Paths")[0].GetString());
    }

    [Fact]
    public async Task A_taken_email_is_no_error_of_the_call_but_of_its_outcome()
    {
        Cloud.Account("taken@example.com");
        var status = await Create("Taken@example.com");
        Assert.Equal("IN_PROGRESS", status.GetProperty("State").GetString());
        Assert.False(status.TryGetProperty("FailureReason", out _));

        Cloud.World.Advance(TimeSpan.FromSeconds(1));

        var done = await Describe(Id(status));
        Assert.Equal("FAILED", done.GetProperty("State").GetString());
        Assert.Equal("EMAIL_ALREADY_EXISTS", done.GetProperty("FailureReason").GetString());
    }

    [Fact]
    public async Task The_same_request_twice_makes_one_account()
    {
        var first = await Create("once@example.com");
        var second = await Create("once@example.com");
        Cloud.World.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("SUCCEEDED", (await Describe(Id(first))).GetProperty("State").GetString());
        Assert.Equal("CONCURRENT_ACCOUNT_MODIFICATION", (await Describe(Id(second))).GetProperty("FailureReason").GetString());
    }

    [Fact]
    public async Task A_sixth_creation_at_once_is_one_too_many()
    {
        for (var count = 1; count <= 5; count++) await Create($"a{count}@example.com");

        var sixth = await Management.OrganizationsAsync("CreateAccount", new { Email = "a6@example.com", AccountName = "Six" });
        Assert.Equal("TooManyRequestsException", sixth.Error);
        Assert.Equal(400, sixth.Status);
        Assert.True(sixth.Json.TryGetProperty("Type", out _));

        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        await Create("a6@example.com");
    }

    [Fact]
    public async Task The_quota_counts_members_and_what_is_in_progress()
    {
        var small = Cloud.Organization(accountQuota: 3, email: "small@example.com");
        small.Member("One");
        (await small.Management.OrganizationsAsync("CreateAccount", new { Email = "two@example.com", AccountName = "Two" })).Ok();

        var over = await small.Management.OrganizationsAsync("CreateAccount", new { Email = "three@example.com", AccountName = "Three" });

        Assert.Equal("ConstraintViolationException/ACCOUNT_NUMBER_LIMIT_EXCEEDED", over.Error);
    }

    [Fact]
    public async Task Requests_are_listed_by_state()
    {
        var failing = await Create("management@example.com");
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        var running = await Create("next@example.com");

        Assert.Equal([Id(failing)], await List("FAILED"));
        Assert.Equal([Id(running)], await List("IN_PROGRESS"));
        Assert.Equal(new[] { Id(failing), Id(running) }.Order(StringComparer.Ordinal), await List());
        Assert.Empty(await List("SUCCEEDED"));
    }

    [Fact]
    public async Task Another_organizations_request_looks_absent()
    {
        var status = await Create("payroll@example.com");
        var other = Cloud.Organization(email: "other@example.com");

        Assert.Equal("CreateAccountStatusNotFoundException", (await other.Management.OrganizationsAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = Id(status) })).Error);
    }

    [Fact]
    public async Task The_new_account_has_its_tags_and_the_role_that_lets_the_management_account_in()
    {
        var request = new { Email = "tagged@example.com", AccountName = "Tagged", RoleName = "Door", Tags = new[] { new { Key = "guildhall:order", Value = "42" } } };
        var status = (await Management.OrganizationsAsync("CreateAccount", request)).Ok().Json.GetProperty("CreateAccountStatus");
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        var accountId = (await Describe(Id(status))).GetProperty("AccountId").GetString()!;

        var tags = (await Management.OrganizationsAsync("ListTagsForResource", new { ResourceId = accountId })).Ok().Json.GetProperty("Tags");
        var session = await Cloud.Enter(Management.AccountId, "admin", "AdministratorAccess")
            .StsAsync("AssumeRole", ("RoleArn", $"arn:aws:iam::{accountId}:role/Door"), ("RoleSessionName", "visit"));

        Assert.Equal("42", tags[0].GetProperty("Value").GetString());
        Assert.Equal($"arn:aws:sts::{accountId}:assumed-role/Door/visit", session.Ok().Xml("Arn"));
    }

    private async Task<JsonElement> Create(string email) =>
        (await Management.OrganizationsAsync("CreateAccount", new { Email = email, AccountName = "Some account" })).Ok().Json.GetProperty("CreateAccountStatus");

    private async Task<JsonElement> Describe(string id) =>
        (await Management.OrganizationsAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = id })).Ok().Json.GetProperty("CreateAccountStatus");

    private async Task<string[]> List(params string[] states) =>
    [
        .. (await Management.OrganizationsAsync("ListCreateAccountStatus", new { States = states })).Ok()
            .Json.GetProperty("CreateAccountStatuses").EnumerateArray().Select(Id),
    ];

    private static string Id(JsonElement status) => status.GetProperty("Id").GetString()!;
}
