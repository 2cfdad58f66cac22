using System.Text.Json;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Invitations and all their ends (aws-operations.md A.2, A.6).</summary>
public sealed class InvitationTests : CloudTest
{
    private static readonly TimeSpan Open = TimeSpan.FromDays(15);

    [Fact]
    public async Task An_account_is_invited_accepts_and_stands_in_the_root()
    {
        var owner = Cloud.Account();
        var sent = (await Management.OrganizationsAsync("InviteAccountToOrganization", new
        {
            Target = new { Id = owner.AccountId, Type = "ACCOUNT" },
            Notes = "Please join",
            Tags = new[] { new { Key = "guildhall:order", Value = "7" } },
        })).Ok().Json.GetProperty("Handshake");

        Assert.Equal("OPEN", sent.GetProperty("State").GetString());
        Assert.Equal("INVITE", sent.GetProperty("Action").GetString());
        Assert.Equal($"arn:aws:organizations::{Management.AccountId}:handshake/{Organization.Id}/invite/{Id(sent)}", sent.GetProperty("Arn").GetString());
        Assert.Equal((SimulatedCloud.Start + Open).ToUnixTimeSeconds(), sent.GetProperty("ExpirationTimestamp").GetDecimal());
        Assert.Equal([(Organization.Id, "ORGANIZATION"), (owner.AccountId, "ACCOUNT")], sent.GetProperty("Parties").EnumerateArray().Select(p => (p.GetProperty("Id").GetString(), p.GetProperty("Type").GetString())));
        Assert.Equal(["ORGANIZATION", "ACCOUNT", "NOTES"], sent.GetProperty("Resources").EnumerateArray().Select(r => r.GetProperty("Type").GetString()));
        Assert.Equal([Id(sent)], await Listed(owner, "ListHandshakesForAccount"));

        Assert.Equal("ACCEPTED", State(await End(owner, "AcceptHandshake", Id(sent))));

        var account = (await Management.OrganizationsAsync("DescribeAccount", new { owner.AccountId })).Ok().Json.GetProperty("Account");
        Assert.Equal("INVITED", account.GetProperty("JoinedMethod").GetString());
        Assert.Equal($"{Organization.Id}/{Organization.RootId}/{owner.AccountId}/", account.GetProperty("Paths")[0].GetString());
        Assert.Equal("7", (await Management.OrganizationsAsync("ListTagsForResource", new { ResourceId = owner.AccountId })).Ok().Json.GetProperty("Tags")[0].GetProperty("Value").GetString());
        (await owner.IamAsync("GetRole", ("RoleName", "AWSServiceRoleForOrganizations"))).Ok();
        Assert.Equal("NoSuchEntity", (await owner.IamAsync("GetRole", ("RoleName", "OrganizationAccountAccessRole"))).Error);
        (await owner.OrganizationsAsync("LeaveOrganization")).Ok();
    }

    [Fact]
    public async Task An_address_is_invited_without_case_and_only_once()
    {
        var owner = Cloud.Account("Owner@Example.com");
        var sent = await Invite("owner@example.com", "EMAIL");

        Assert.Equal("DuplicateHandshakeException", (await Send(owner.AccountId, "ACCOUNT")).Error);
        Assert.Equal([sent], await Listed(owner, "ListHandshakesForAccount"));
        Assert.Equal("ACCEPTED", State(await End(owner, "AcceptHandshake", sent)));
    }

    [Theory]
    [InlineData("AcceptHandshake", "ACCEPTED", "DeclineHandshake", "CancelHandshake")]
    [InlineData("DeclineHandshake", "DECLINED", "AcceptHandshake", "CancelHandshake")]
    [InlineData("CancelHandshake", "CANCELED", "AcceptHandshake", "DeclineHandshake")]
    public async Task An_ended_invitation_ends_in_no_other_way(string end, string state, string second, string third)
    {
        var owner = Cloud.Account();
        var sent = await Invite(owner.AccountId);

        Assert.Equal(state, State(await End(By(end), end, sent)));

        Assert.Equal("HandshakeAlreadyInStateException", (await End(By(end), end, sent)).Error);
        Assert.Equal("InvalidHandshakeTransitionException", (await End(By(second), second, sent)).Error);
        Assert.Equal("InvalidHandshakeTransitionException", (await End(By(third), third, sent)).Error);
        Assert.Equal(state, State(await Describe(Management, sent)));

        CloudCaller By(string operation) => operation == "CancelHandshake" ? Management : owner;
    }

    [Fact]
    public async Task An_invitation_expires_after_fifteen_days_and_is_told_of_for_thirty_more()
    {
        var owner = Cloud.Account();
        var sent = await Invite(owner.AccountId);

        Cloud.World.Advance(Open - TimeSpan.FromSeconds(1));
        Assert.Equal("OPEN", State(await Describe(owner, sent)));
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("EXPIRED", State(await Describe(owner, sent)));
        Assert.Equal("InvalidHandshakeTransitionException", (await End(owner, "AcceptHandshake", sent)).Error);

        var again = await Invite(owner.AccountId);
        Assert.Equal(new[] { sent, again }.Order(StringComparer.Ordinal), await Listed(Management, "ListHandshakesForOrganization"));
        Cloud.World.Advance(TimeSpan.FromDays(30));
        Assert.Equal("HandshakeNotFoundException", (await Describe(Management, sent)).Error);
    }

    [Fact]
    public async Task Only_the_recipient_answers_and_only_the_sender_cancels()
    {
        var (owner, stranger) = (Cloud.Account(), Cloud.Account("stranger@example.com"));
        var other = Cloud.Organization(email: "other@example.com").Management;
        var member = Cloud.Enter(Organization.Member("Member"));
        var sent = await Invite(owner.AccountId);

        Assert.Equal("AccessDeniedException", (await End(Management, "AcceptHandshake", sent)).Error);
        Assert.Equal("AccessDeniedException", (await End(Management, "DeclineHandshake", sent)).Error);
        Assert.Equal("AccessDeniedException", (await End(owner, "CancelHandshake", sent)).Error);
        Assert.Equal("AccessDeniedException", (await End(member, "CancelHandshake", sent)).Error);
        foreach (var nobody in new[] { stranger, other })
        {
            Assert.Equal("HandshakeNotFoundException", (await Describe(nobody, sent)).Error);
            Assert.Equal("HandshakeNotFoundException", (await End(nobody, "AcceptHandshake", sent)).Error);
            Assert.Equal("HandshakeNotFoundException", (await End(nobody, "CancelHandshake", sent)).Error);
        }
    }

    [Fact]
    public async Task An_account_of_an_organization_is_not_invited_and_does_not_accept()
    {
        var owner = Cloud.Account();
        var other = Cloud.Organization(email: "other@example.com");
        var sent = await Invite(owner.AccountId);
        var theirs = Id((await other.Management.OrganizationsAsync("InviteAccountToOrganization", Target(owner.AccountId, "ACCOUNT"))).Ok().Json.GetProperty("Handshake"));

        Assert.Equal("ACCEPTED", State(await End(owner, "AcceptHandshake", theirs)));

        Assert.Equal("HandshakeConstraintViolationException/ALREADY_IN_AN_ORGANIZATION", (await End(owner, "AcceptHandshake", sent)).Error);
        Assert.Equal("HandshakeConstraintViolationException/ALREADY_IN_AN_ORGANIZATION", (await Send(other.Management.AccountId, "ACCOUNT")).Error);
        Assert.Equal("HandshakeConstraintViolationException/ALREADY_IN_AN_ORGANIZATION", (await Send(Organization.Member("Member"), "ACCOUNT")).Error);
    }

    [Fact]
    public async Task Open_invitations_count_as_accounts()
    {
        var small = Cloud.Organization(accountQuota: 3, email: "small@example.com").Management;
        var (first, second, third) = (Cloud.Account("a@example.com"), Cloud.Account("b@example.com"), Cloud.Account("c@example.com"));
        var sent = Id((await small.OrganizationsAsync("InviteAccountToOrganization", Target(first.AccountId, "ACCOUNT"))).Ok().Json.GetProperty("Handshake"));
        (await small.OrganizationsAsync("InviteAccountToOrganization", Target(second.AccountId, "ACCOUNT"))).Ok();

        Assert.Equal("HandshakeConstraintViolationException/ACCOUNT_NUMBER_LIMIT_EXCEEDED", (await small.OrganizationsAsync("InviteAccountToOrganization", Target(third.AccountId, "ACCOUNT"))).Error);
        Assert.Equal("ConstraintViolationException/ACCOUNT_NUMBER_LIMIT_EXCEEDED", (await small.OrganizationsAsync("CreateAccount", new { Email = "d@example.com", AccountName = "D" })).Error);
        (await End(small, "CancelHandshake", sent)).Ok();
        (await small.OrganizationsAsync("InviteAccountToOrganization", Target(third.AccountId, "ACCOUNT"))).Ok();
    }

    [Fact]
    public async Task At_most_as_many_invitations_a_day_as_the_organization_may_have_accounts()
    {
        var owner = Cloud.Account();
        for (var count = 1; count <= 30; count++) (await End(Management, "CancelHandshake", await Invite(owner.AccountId))).Ok();

        Assert.Equal("HandshakeConstraintViolationException/HANDSHAKE_RATE_LIMIT_EXCEEDED", (await Send(owner.AccountId, "ACCOUNT")).Error);
        Cloud.World.Advance(TimeSpan.FromDays(1));
        await Invite(owner.AccountId);
    }

    [Theory]
    [InlineData("""{}""", "INPUT_REQUIRED")]
    [InlineData("""{"Target":{"Type":"ACCOUNT"}}""", "INPUT_REQUIRED")]
    [InlineData("""{"Target":{"Type":"ACCOUNT","Id":""}}""", "MIN_LENGTH_EXCEEDED")]
    [InlineData("""{"Target":{"Type":"ACCOUNT","Id":"12345"}}""", "INVALID_PATTERN_TARGET_ID")]
    [InlineData("""{"Target":{"Type":"ACCOUNT","Id":"123456789012"}}""", "TARGET_NOT_SUPPORTED")]
    [InlineData("""{"Target":{"Type":"EMAIL","Id":"nobody at all"}}""", "INVALID_EMAIL_ADDRESS_TARGET")]
    [InlineData("""{"Target":{"Type":"ORGANIZATION","Id":"o-1234567890"}}""", "INVALID_PARTY_TYPE_TARGET")]
    [InlineData("""{"Target":{"Type":"PERSON","Id":"x"}}""", "INVALID_ENUM")]
    public async Task A_target_that_is_none_is_told_by_its_reason(string input, string reason) =>
        Assert.Equal("InvalidInputException/" + reason, (await Management.OrganizationsAsync("InviteAccountToOrganization", JsonElement.Parse(input))).Error);

    [Fact]
    public async Task Handshakes_are_listed_by_their_kind()
    {
        var sent = await Invite(Cloud.Account().AccountId);

        Assert.Equal([sent], await Listed(Management, "ListHandshakesForOrganization", new { Filter = new { ActionType = "INVITE" } }));
        Assert.Empty(await Listed(Management, "ListHandshakesForOrganization", new { Filter = new { ActionType = "ENABLE_ALL_FEATURES" } }));
        var both = await Management.OrganizationsAsync("ListHandshakesForOrganization", new { Filter = new { ActionType = "INVITE", ParentHandshakeId = sent } });
        Assert.Equal("InvalidInputException/MAX_LIMIT_EXCEEDED_FILTER", both.Error);
    }

    [Fact]
    public async Task The_policies_of_sender_and_recipient_decide()
    {
        var (owner, prefix) = (Cloud.Account(), $"arn:aws:organizations::{Management.AccountId}");
        var sender = await Limited(Management, "sender", $$"""{"Effect":"Allow","Action":"organizations:InviteAccountToOrganization","Resource":"{{prefix}}:account/{{Organization.Id}}/{{owner.AccountId}}"}""");
        var other = Cloud.Account("other@example.com");
        var tagged = new { Target = new { Id = owner.AccountId, Type = "ACCOUNT" }, Tags = new[] { new { Key = "a", Value = "b" } } };

        Assert.Equal("AccessDeniedException", (await sender.OrganizationsAsync("InviteAccountToOrganization", Target(other.AccountId, "ACCOUNT"))).Error);
        Assert.Equal("AccessDeniedException", (await sender.OrganizationsAsync("InviteAccountToOrganization", tagged)).Error);
        var sent = Id((await sender.OrganizationsAsync("InviteAccountToOrganization", Target(owner.AccountId, "ACCOUNT"))).Ok().Json.GetProperty("Handshake"));
        Assert.Equal("AccessDeniedException", (await End(sender, "CancelHandshake", sent)).Error);

        var recipient = await Limited(owner, "recipient", $$"""{"Effect":"Allow","Action":"organizations:AcceptHandshake","Resource":"{{prefix}}:handshake/{{Organization.Id}}/invite/*"}""");
        Assert.Equal("AccessDeniedForDependencyException/ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE", (await End(recipient, "AcceptHandshake", sent)).Error);
        Assert.Equal("ACCEPTED", State(await End(Cloud.Enter(owner.AccountId, "admin", "AdministratorAccess"), "AcceptHandshake", sent)));
    }

    [Fact]
    public async Task Invitations_end_with_the_organization_that_sent_them()
    {
        var brief = Cloud.Organization(email: "short@example.com").Management;
        var owner = Cloud.Account();
        (await brief.OrganizationsAsync("InviteAccountToOrganization", Target(owner.AccountId, "ACCOUNT"))).Ok();

        (await brief.OrganizationsAsync("DeleteOrganization")).Ok();

        Assert.Empty(await Listed(owner, "ListHandshakesForAccount"));
    }

    private async Task<CloudCaller> Limited(CloudCaller account, string name, string statement)
    {
        var user = Cloud.Enter(account.AccountId, name);
        (await account.IamAsync("PutUserPolicy", ("UserName", name), ("PolicyName", "p"), ("PolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}"""))).Ok();
        return user;
    }

    private async Task<string> Invite(string target, string type = "ACCOUNT") => Id((await Send(target, type)).Ok().Json.GetProperty("Handshake"));

    private Task<CloudReply> Send(string target, string type) => Management.OrganizationsAsync("InviteAccountToOrganization", Target(target, type));

    private static object Target(string id, string type) => new { Target = new { Id = id, Type = type } };

    private static Task<CloudReply> End(CloudCaller caller, string operation, string id) => caller.OrganizationsAsync(operation, new { HandshakeId = id });

    private static Task<CloudReply> Describe(CloudCaller caller, string id) => End(caller, "DescribeHandshake", id);

    private static string? State(CloudReply reply) => reply.Ok().Json.GetProperty("Handshake").GetProperty("State").GetString();

    private static async Task<string[]> Listed(CloudCaller caller, string operation, object? input = null) =>
        [.. (await caller.OrganizationsAsync(operation, input)).Ok().Json.GetProperty("Handshakes").EnumerateArray().Select(Id)];

    private static string Id(JsonElement handshake) => handshake.GetProperty("Id").GetString()!;
}
