using Guildhall.Tests.SimulatedAws;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI against the simulated AWS. Issue 2, "Must show" 3, the simulation's side; M-31.</summary>
[Trait("Ring", "Clients")]
public sealed class SimulatedAwsCliTests : IAsyncLifetime
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private SimulatedCloud _cloud = null!;

    public async ValueTask InitializeAsync() => _cloud = await SimulatedCloud.StartAsync(clock: TimeProvider.System);

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task A_tree_is_built_and_accounts_are_created_and_moved()
    {
        var aws = Cli(_cloud.Account());
        var organization = (await aws.RunAsync("organizations create-organization --feature-set ALL")).Json.GetProperty("Organization");
        var root = (await aws.RunAsync("organizations list-roots")).Json.GetProperty("Roots")[0].GetProperty("Id").GetString()!;
        var finance = await Unit(root, "Finance");
        var payroll = await Unit(finance, "Payroll");

        var request = (await aws.RunAsync("organizations create-account --email payroll@example.com --account-name", "Payroll 1")).Json.GetProperty("CreateAccountStatus");
        Assert.Equal("IN_PROGRESS", request.GetProperty("State").GetString());
        _cloud.World.Advance(TimeSpan.FromSeconds(1));
        var account = (await aws.RunAsync($"organizations describe-create-account-status --create-account-request-id {request.GetProperty("Id").GetString()}"))
            .Json.GetProperty("CreateAccountStatus").GetProperty("AccountId").GetString();
        (await aws.RunAsync($"organizations move-account --account-id {account} --source-parent-id {root} --destination-parent-id {payroll}")).Ok();

        var listed = Assert.Single(
            (await aws.RunAsync("organizations list-accounts")).Json.GetProperty("Accounts").EnumerateArray(), item => item.GetProperty("Id").GetString() == account);
        Assert.Equal($"{organization.GetProperty("Id").GetString()}/{root}/{finance}/{payroll}/{account}/", listed.GetProperty("Paths")[0].GetString());
        Assert.Equal("ACTIVE", listed.GetProperty("State").GetString());
        var parent = (await aws.RunAsync($"organizations list-parents --child-id {account}")).Json.GetProperty("Parents")[0];
        Assert.Equal((payroll, "ORGANIZATIONAL_UNIT"), (parent.GetProperty("Id").GetString(), parent.GetProperty("Type").GetString()));
        Assert.Equal("OrganizationalUnitNotEmptyException", (await aws.RunAsync($"organizations delete-organizational-unit --organizational-unit-id {payroll}")).ErrorName);

        async Task<string> Unit(string parentId, string name) =>
            (await aws.RunAsync($"organizations create-organizational-unit --parent-id {parentId} --name {name}"))
                .Json.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!;
    }

    [Fact]
    public async Task Trusted_access_the_role_and_a_delegated_administrator_are_set_up()
    {
        var organization = _cloud.Organization();
        var member = organization.Member("Member");
        var aws = Cli(organization.Management);
        var register = $"organizations register-delegated-administrator --service-principal {Principal} --account-id {member}";

        Assert.Equal("ConstraintViolationException", (await aws.RunAsync(register)).ErrorName);
        (await aws.RunAsync($"organizations enable-aws-service-access --service-principal {Principal}")).Ok();
        var role = (await aws.RunAsync($"iam create-service-linked-role --aws-service-name {Principal}")).Json.GetProperty("Role");
        (await aws.RunAsync(register)).Ok();

        Assert.Equal(Principal, (await aws.RunAsync("organizations list-aws-service-access-for-organization")).Json.GetProperty("EnabledServicePrincipals")[0].GetProperty("ServicePrincipal").GetString());
        Assert.Equal(member, (await aws.RunAsync($"organizations list-delegated-administrators --service-principal {Principal}")).Json.GetProperty("DelegatedAdministrators")[0].GetProperty("Id").GetString());
        var read = (await aws.RunAsync("iam get-role --role-name AWSServiceRoleForPrivateMarketplaceAdmin")).Json.GetProperty("Role");
        Assert.Equal(role.GetProperty("Arn").GetString(), read.GetProperty("Arn").GetString());
        Assert.Equal("sts:AssumeRole", read.GetProperty("AssumeRolePolicyDocument").GetProperty("Statement")[0].GetProperty("Action").GetString());
    }

    [Fact]
    public async Task A_service_control_policy_binds_a_member_and_its_root_user_and_not_the_management_account()
    {
        var organization = _cloud.Organization();
        var member = organization.Member("Member");
        var aws = Cli(organization.Management);
        const string denial = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:CreateUser","Resource":"*"}]}""";
        Assert.Equal("MalformedPolicyDocumentException", (await aws.RunAsync("organizations create-policy --type SERVICE_CONTROL_POLICY --name x --description x --content {}")).ErrorName);
        var policy = (await aws.RunAsync("organizations create-policy --type SERVICE_CONTROL_POLICY --name guildhall-suspended --description x --content", denial))
            .Json.GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString();
        (await aws.RunAsync($"organizations attach-policy --policy-id {policy} --target-id {member}")).Ok();
        Assert.Equal("DuplicatePolicyAttachmentException", (await aws.RunAsync($"organizations attach-policy --policy-id {policy} --target-id {member}")).ErrorName);
        Assert.Equal(2, (await aws.RunAsync($"organizations list-policies-for-target --target-id {member} --filter SERVICE_CONTROL_POLICY")).Json.GetProperty("Policies").GetArrayLength());

        Assert.Equal("AccessDenied", (await Cli(_cloud.Enter(member, "admin", "AdministratorAccess")).RunAsync("iam create-user --user-name bound")).ErrorName);
        (await aws.RunAsync("iam create-user --user-name free")).Ok();

        Assert.Equal("PolicyInUseException", (await aws.RunAsync($"organizations delete-policy --policy-id {policy}")).ErrorName);
        (await aws.RunAsync($"organizations detach-policy --policy-id {policy} --target-id {member}")).Ok();
        Assert.Equal("ConstraintViolationException", (await aws.RunAsync($"organizations detach-policy --policy-id p-FullAWSAccess --target-id {member}")).ErrorName);
        (await Cli(_cloud.Enter(member, "admin2", "AdministratorAccess")).RunAsync("iam create-user --user-name bound")).Ok();
        (await aws.RunAsync($"organizations delete-policy --policy-id {policy}")).Ok();
    }

    [Fact]
    public async Task An_account_is_invited_and_accepts()
    {
        var organization = _cloud.Organization();
        var owner = _cloud.Account();
        var (aws, invited) = (Cli(organization.Management), Cli(owner));

        var sent = (await aws.RunAsync($"organizations invite-account-to-organization --target Id={owner.AccountId},Type=ACCOUNT --notes", "Please join us")).Json.GetProperty("Handshake");
        var id = sent.GetProperty("Id").GetString();
        Assert.Equal("DuplicateHandshakeException", (await aws.RunAsync("organizations invite-account-to-organization --target Id=owner@example.com,Type=EMAIL")).ErrorName);
        var received = Assert.Single((await invited.RunAsync("organizations list-handshakes-for-account")).Json.GetProperty("Handshakes").EnumerateArray());
        Assert.Equal((id, "OPEN"), (received.GetProperty("Id").GetString(), received.GetProperty("State").GetString()));
        (await invited.RunAsync($"organizations accept-handshake --handshake-id {id}")).Ok();

        Assert.Equal("ACCEPTED", (await aws.RunAsync($"organizations describe-handshake --handshake-id {id}")).Json.GetProperty("Handshake").GetProperty("State").GetString());
        Assert.Equal("INVITED", (await aws.RunAsync($"organizations describe-account --account-id {owner.AccountId}")).Json.GetProperty("Account").GetProperty("JoinedMethod").GetString());
        Assert.Equal("InvalidHandshakeTransitionException", (await aws.RunAsync($"organizations cancel-handshake --handshake-id {id}")).ErrorName);
    }

    [Fact]
    public async Task M31_A_user_with_a_key_is_made_on_a_fresh_account()
    {
        var account = _cloud.Account();
        var root = Cli(account);

        (await root.RunAsync("iam create-user --user-name AppDirect-api-credentials")).Ok();
        (await root.RunAsync("iam attach-user-policy --user-name AppDirect-api-credentials --policy-arn arn:aws:iam::aws:policy/AdministratorAccess")).Ok();
        var key = (await root.RunAsync("iam create-access-key --user-name AppDirect-api-credentials")).Json.GetProperty("AccessKey");
        var user = new AwsCli(_cloud.Url, key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);

        var identity = (await user.RunAsync("sts get-caller-identity")).Json;
        Assert.Equal(account.AccountId, identity.GetProperty("Account").GetString());
        Assert.Equal($"arn:aws:iam::{account.AccountId}:user/AppDirect-api-credentials", identity.GetProperty("Arn").GetString());
        Assert.Equal("AWSOrganizationsNotInUseException", (await user.RunAsync("organizations describe-organization")).ErrorName);
        Assert.False((await user.RunAsync("iam list-access-keys")).Json.GetProperty("AccessKeyMetadata")[0].TryGetProperty("SecretAccessKey", out _));
        Assert.Equal("AdministratorAccess", (await user.RunAsync("iam list-attached-user-policies --user-name AppDirect-api-credentials"))
            .Json.GetProperty("AttachedPolicies")[0].GetProperty("PolicyName").GetString());
    }

    [Fact]
    public async Task A_role_is_assumed_and_its_session_used()
    {
        var organization = _cloud.Organization();
        var member = organization.Member("Member");
        var administrator = Cli(_cloud.Enter(organization.Management.AccountId, "admin", "AdministratorAccess"));

        var role = $"arn:aws:iam::{member}:role/OrganizationAccountAccessRole";
        var answer = (await administrator.RunAsync($"sts assume-role --role-session-name visit --role-arn {role}")).Json;
        var credentials = answer.GetProperty("Credentials");
        var session = new AwsCli(
            _cloud.Url,
            credentials.GetProperty("AccessKeyId").GetString()!,
            credentials.GetProperty("SecretAccessKey").GetString()!,
            credentials.GetProperty("SessionToken").GetString());

        Assert.Equal($"arn:aws:sts::{member}:assumed-role/OrganizationAccountAccessRole/visit", (await session.RunAsync("sts get-caller-identity")).Json.GetProperty("Arn").GetString());
        Assert.Equal("AccessDeniedException", (await session.RunAsync("organizations list-accounts")).ErrorName);
        Assert.Equal(TimeSpan.FromHours(1).TotalSeconds, (credentials.GetProperty("Expiration").GetDateTimeOffset() - _cloud.World.Clock.GetUtcNow()).TotalSeconds, 60.0);
    }

    [Fact]
    public async Task The_CLI_reads_pages_to_the_end_and_tells_AWSs_errors()
    {
        var organization = _cloud.Organization(accountQuota: 100);
        for (var number = 1; number <= 44; number++) organization.Member($"Account {number}");
        var aws = Cli(organization.Management);
        var wrong = new AwsCli(_cloud.Url, organization.Management.Key.AccessKeyId, "wrong");

        Assert.Equal(45, (await aws.RunAsync("organizations list-accounts")).Json.GetProperty("Accounts").GetArrayLength());
        var tag = await aws.RunAsync($"organizations tag-resource --resource-id {organization.RootId} --tags Key=team,Value=red");
        Assert.Equal("", tag.Ok().Output);
        Assert.Equal("red", (await aws.RunAsync($"organizations list-tags-for-resource --resource-id {organization.RootId}")).Json.GetProperty("Tags")[0].GetProperty("Value").GetString());
        Assert.Equal("InvalidInputException", (await aws.RunAsync("organizations describe-account --account-id 12345678901x")).ErrorName);
        Assert.Equal("SignatureDoesNotMatch", (await wrong.RunAsync("sts get-caller-identity")).ErrorName);
        Assert.Equal("InvalidSignatureException", (await wrong.RunAsync("organizations list-roots")).ErrorName);
    }

    private AwsCli Cli(CloudCaller caller) => new(_cloud.Url, caller.Key.AccessKeyId, caller.Key.SecretAccessKey, caller.SessionToken);
}
