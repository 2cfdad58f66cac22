using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Tests.SimulatedAws.Sts;

/// <summary>Who am I, and roles that let somebody in (aws-operations.md A.3).</summary>
public sealed class AssumeRoleTests : CloudTest
{
    private CloudCaller _visitor = null!;
    private string _arn = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var account = Cloud.Account("vendor@example.com");
        _visitor = Cloud.Enter(account.AccountId, "guildhall", "AdministratorAccess");
        var trust = $$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{account.AccountId}}}:root"},
            "Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"agreed-secret"} } }]}
            """;
        _arn = (await Management.IamAsync("CreateRole", ("RoleName", "Guildhall"), ("AssumeRolePolicyDocument", trust))).Ok().Xml("Arn");
        (await Management.IamAsync("AttachRolePolicy", ("RoleName", "Guildhall"), ("PolicyArn", "arn:aws:iam::aws:policy/AWSOrganizationsReadOnlyAccess"))).Ok();
    }

    [Fact]
    public async Task Root_user_and_session_are_told_apart()
    {
        var root = (await Management.StsAsync("GetCallerIdentity")).Ok();
        var user = (await _visitor.StsAsync("GetCallerIdentity")).Ok();
        var session = await Enter();
        var role = (await session.StsAsync("GetCallerIdentity")).Ok();

        Assert.Equal((Management.AccountId, $"arn:aws:iam::{Management.AccountId}:root", Management.AccountId), (root.Xml("Account"), root.Xml("Arn"), root.Xml("UserId")));
        Assert.Equal($"arn:aws:iam::{_visitor.AccountId}:user/guildhall", user.Xml("Arn"));
        Assert.Matches("^AIDA[A-Z0-9]{17}$", user.Xml("UserId"));
        Assert.Equal($"arn:aws:sts::{Management.AccountId}:assumed-role/Guildhall/visit", role.Xml("Arn"));
        Assert.Matches("^AROA[A-Z0-9]{17}:visit$", role.Xml("UserId"));
        Assert.Equal(Management.AccountId, role.Xml("Account"));
    }

    [Fact]
    public async Task A_session_does_what_the_role_may_and_nothing_else()
    {
        var session = await Enter();

        Assert.StartsWith("ASIA0", session.Key.AccessKeyId, StringComparison.Ordinal);
        (await session.OrganizationsAsync("ListAccounts")).Ok();
        Assert.Equal("AccessDeniedException", (await session.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "A" })).Error);
        Assert.Equal("AccessDenied", (await session.IamAsync("ListUsers")).Error);
    }

    [Fact]
    public async Task A_wrong_external_id_a_missing_role_and_a_missing_right_look_the_same()
    {
        var powerless = Cloud.Enter(_visitor.AccountId, "powerless");

        var wrong = await Assume(_visitor, ("ExternalId", "guessed-secret"));
        var none = await Assume(_visitor);
        var missing = await _visitor.StsAsync("AssumeRole", ("RoleArn", _arn + "x"), ("RoleSessionName", "visit"), ("ExternalId", "agreed-secret"));
        var denied = await Assume(powerless, ("ExternalId", "agreed-secret"));

        foreach (var reply in new[] { wrong, none, missing, denied })
        {
            Assert.Equal("AccessDenied", reply.Error);
            Assert.Equal(403, reply.Status);
        }

        Assert.Equal(wrong.Message, none.Message);
        Assert.Equal(wrong.Message + "x", missing.Message);
    }

    [Fact]
    public async Task A_session_ends_at_its_expiration()
    {
        var session = await Enter();

        Cloud.World.Advance(TimeSpan.FromMinutes(59));
        (await session.StsAsync("GetCallerIdentity")).Ok();
        Cloud.World.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("ExpiredToken", (await session.StsAsync("GetCallerIdentity")).Error);
        Assert.Equal("ExpiredTokenException", (await session.OrganizationsAsync("ListRoots")).Json.GetProperty("__type").GetString());
    }

    [Fact]
    public async Task A_session_needs_its_token()
    {
        var session = await Enter();

        Assert.Equal("InvalidClientTokenId", (await (session with { SessionToken = null }).StsAsync("GetCallerIdentity")).Error);
        Assert.Equal("InvalidClientTokenId", (await (session with { SessionToken = "another" }).StsAsync("GetCallerIdentity")).Error);
    }

    [Theory]
    [InlineData("DurationSeconds", "899")]
    [InlineData("DurationSeconds", "43201")]
    [InlineData("DurationSeconds", "3601")]
    [InlineData("ExternalId", "x")]
    [InlineData("RoleSessionName", "x")]
    public async Task A_field_beyond_its_limit_is_a_validation_error(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["RoleArn"] = _arn, ["RoleSessionName"] = "visit", ["ExternalId"] = "agreed-secret", [field] = value };

        Assert.Equal("ValidationError", (await _visitor.StsAsync("AssumeRole", [.. fields.Select(pair => (pair.Key, pair.Value))])).Error);
    }

    [Fact]
    public async Task The_root_user_assumes_no_role() =>
        Assert.Equal("AccessDenied", (await Assume(Cloud.Enter(_visitor.AccountId), ("ExternalId", "agreed-secret"))).Error);

    private async Task<CloudCaller> Enter()
    {
        var reply = (await Assume(_visitor, ("ExternalId", "agreed-secret"))).Ok();
        return new CloudCaller(Cloud, Management.AccountId, new KeyPair(reply.Xml("AccessKeyId"), reply.Xml("SecretAccessKey")), reply.Xml("SessionToken"));
    }

    private Task<CloudReply> Assume(CloudCaller caller, params (string, string)[] fields) =>
        caller.StsAsync("AssumeRole", [("RoleArn", _arn), ("RoleSessionName", "visit"), .. fields]);
}
