using System.Text.Json;
using Guildhall.SimulatedAws.Kms;
using Guildhall.SimulatedAws.Quotas;
using Guildhall.SimulatedAws.Reports;

namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>Calls every operation at least once with success and keeps the replies.</summary>
internal sealed class Tour(SimulatedCloud cloud, CloudOrganization organization)
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Managed = "arn:aws:iam::aws:policy/AdministratorAccess";

    private CloudCaller Management => organization.Management;

    public List<(string Service, string Operation, CloudReply Reply)> Replies { get; } = [];

    public async Task GoAsync()
    {
        await Tree();
        await Accounts();
        await Invitations();
        await Services();
        await UserAsync();
        await RolesAsync();
        await FoundingAsync();
        await BillingAsync();
        await SettingsAsync();
        await KeysAsync();
    }

    private async Task KeysAsync()
    {
        var key = (await Keys("CreateKey", new { Description = "Tour" })).Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString();
        await Keys("DescribeKey", new { KeyId = key });
        var made = (await Keys("GenerateDataKey", new { KeyId = key, KeySpec = "AES_256", EncryptionContext = new { a = "b" } })).Json;
        var opened = (await Keys("Decrypt", new { CiphertextBlob = made.GetProperty("CiphertextBlob").GetString(), EncryptionContext = new { a = "b" } })).Json;
        Assert.Equal(made.GetProperty("Plaintext").GetString(), opened.GetProperty("Plaintext").GetString());

        Task<CloudReply> Keys(string operation, object input) => Json("kms", KmsOperations.Service, KmsOperations.Target, operation, input);
    }

    private async Task BillingAsync()
    {
        var policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["billingreports.amazonaws.com","bcm-data-exports.amazonaws.com"]},"Action":"s3:*","Resource":["arn:aws:s3:::sample-of-a-bucket","arn:aws:s3:::sample-of-a-bucket/*"]}]}""";
        (await Management.StorageAsync("PUT", "/sample-of-a-bucket")).Ok();
        Assert.Equal(204, (await Management.StorageAsync("PUT", "/sample-of-a-bucket?policy=", policy)).Status);
        await Json("cur", "cur", ReportOperations.Target, "PutReportDefinition", new { ReportDefinition = Samples.Report });
        await Json("cur", "cur", ReportOperations.Target, "ModifyReportDefinition", new { ReportName = "Sample", ReportDefinition = Samples.Report });
        await Json("cur", "cur", ReportOperations.Target, "DescribeReportDefinitions", new { });
        await Json("cur", "cur", ReportOperations.Target, "DeleteReportDefinition", new { ReportName = "Sample" });
        var export = new { ExportArn = (await Exports("CreateExport", new { Samples.Export })).Json.GetProperty("ExportArn").GetString() };
        await Exports("GetExport", export);
        await Exports("ListExports", new { });
        await Exports("DeleteExport", export);
        await Json("service-quotas", QuotaOperations.Service, QuotaOperations.Target, "ListServiceQuotas", new { ServiceCode = "organizations" });

        Task<CloudReply> Exports(string operation, object input) => Json("bcm-data-exports", "bcm-data-exports", ExportOperations.Target, operation, input);
    }

    private async Task SettingsAsync()
    {
        foreach (var operation in new[] { "EnableRegion", "GetRegionOptStatus", "DisableRegion" })
            Keep("account", operation, await Management.RestAsync("account", "/" + JsonNamingPolicy.CamelCase.ConvertName(operation), new { RegionName = "af-south-1" }));
    }

    private async Task<CloudReply> Json(string service, string signing, string target, string operation, object input) =>
        Keep(service, operation, await Management.JsonAsync(signing, target, operation, input));

    private async Task Tree()
    {
        var unit = (await Call("CreateOrganizationalUnit", new { ParentId = organization.RootId, Name = "Unit", Tags = new[] { new { Key = "a", Value = "b" } } }))
            .Json.GetProperty("OrganizationalUnit").GetProperty("Id").GetString();
        await Call("UpdateOrganizationalUnit", new { OrganizationalUnitId = unit, Name = "Renamed" });
        await Call("DescribeOrganizationalUnit", new { OrganizationalUnitId = unit });
        await Call("ListOrganizationalUnitsForParent", new { ParentId = organization.RootId });
        await Call("ListChildren", new { ParentId = organization.RootId, ChildType = "ORGANIZATIONAL_UNIT" });
        await Call("ListParents", new { ChildId = unit });
        await Call("ListRoots");
        await Call("DescribeOrganization");
        await Call("TagResource", new { ResourceId = unit, Tags = new[] { new { Key = "c", Value = "d" } } });
        await Call("ListTagsForResource", new { ResourceId = unit });
        await Call("UntagResource", new { ResourceId = unit, TagKeys = new[] { "a" } });
        await Call("DeleteOrganizationalUnit", new { OrganizationalUnitId = unit });
    }

    private async Task Accounts()
    {
        var unit = organization.Unit("Elsewhere");
        var request = (await Call("CreateAccount", new { Email = "tour@example.com", AccountName = "Tour" })).Json.GetProperty("CreateAccountStatus").GetProperty("Id").GetString();
        await Call("CreateAccount", new { Email = "tour@example.com", AccountName = "Tour" });
        cloud.World.Advance(TimeSpan.FromSeconds(1));
        var account = (await Call("DescribeCreateAccountStatus", new { CreateAccountRequestId = request })).Json.GetProperty("CreateAccountStatus").GetProperty("AccountId").GetString();
        await Call("ListCreateAccountStatus");
        await Call("DescribeAccount", new { AccountId = account });
        await Call("MoveAccount", new { AccountId = account, SourceParentId = organization.RootId, DestinationParentId = unit });
        await Call("ListAccountsForParent", new { ParentId = unit });
        await Call("ListAccounts", new { MaxResults = 1 });
        await Call("CloseAccount", new { AccountId = account });
        var (removed, leaving) = (organization.Member("Removed"), cloud.Enter(organization.Member("Leaving")));
        cloud.World.Advance(TimeSpan.FromDays(4));
        await Call("RemoveAccountFromOrganization", new { AccountId = removed });
        Keep("organizations", "LeaveOrganization", await leaving.OrganizationsAsync("LeaveOrganization"));
    }

    private async Task Invitations()
    {
        var owner = cloud.Account("invited@example.com");
        await Call("CancelHandshake", new { HandshakeId = await Invite() });
        Keep("organizations", "DeclineHandshake", await owner.OrganizationsAsync("DeclineHandshake", new { HandshakeId = await Invite() }));
        var handshake = await Invite();
        await Call("DescribeHandshake", new { HandshakeId = handshake });
        await Call("ListHandshakesForOrganization", new { MaxResults = 1 });
        Keep("organizations", "ListHandshakesForAccount", await owner.OrganizationsAsync("ListHandshakesForAccount"));
        Keep("organizations", "AcceptHandshake", await owner.OrganizationsAsync("AcceptHandshake", new { HandshakeId = handshake }));

        async Task<string> Invite() =>
            (await Call("InviteAccountToOrganization", new { Target = new { Id = owner.AccountId, Type = "ACCOUNT" }, Notes = "Join" })).Json.GetProperty("Handshake").GetProperty("Id").GetString()!;
    }

    private async Task Services()
    {
        var member = organization.Member("Delegate");
        await Call("EnableAWSServiceAccess", new { ServicePrincipal = Principal });
        await Call("ListAWSServiceAccessForOrganization");
        await Call("RegisterDelegatedAdministrator", new { AccountId = member, ServicePrincipal = Principal });
        await Call("ListDelegatedAdministrators");
        await Call("ListDelegatedServicesForAccount", new { AccountId = member });
        await ControlPoliciesAsync(member);
        await Call("DeregisterDelegatedAdministrator", new { AccountId = member, ServicePrincipal = Principal });
        await Call("DisableAWSServiceAccess", new { ServicePrincipal = Principal });
    }

    private async Task UserAsync()
    {
        (string, string) user = ("UserName", "tourist");
        await Iam("CreateUser", user, ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"));
        await Iam("GetUser", user);
        await Iam("ListUsers", ("MaxItems", "1"));
        var key = ("AccessKeyId", (await Iam("CreateAccessKey", user)).Xml("AccessKeyId"));
        await Iam("ListAccessKeys", user);
        await Iam("UpdateAccessKey", user, key, ("Status", "Inactive"));
        await Iam("DeleteAccessKey", user, key);
        await PoliciesAsync("User", user);
        await OwnPolicies();
        await Iam("DeleteUser", user);
        await Iam("CreateAccountAlias", ("AccountAlias", "tourists"));
        await Iam("ListAccountAliases");
        await Iam("DeleteAccountAlias", ("AccountAlias", "tourists"));
    }

    private async Task RolesAsync()
    {
        (string, string) role = ("RoleName", "Door");
        var arn = (await Iam("CreateRole", role, ("AssumeRolePolicyDocument", Trust), ("Description", "A door"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"))).Xml("Arn");
        await Iam("UpdateAssumeRolePolicy", role, ("PolicyDocument", Trust));
        await Iam("GetRole", role);
        await Iam("ListRoles");
        await Sts("GetCallerIdentity");
        await Sts("AssumeRole", ("RoleArn", arn), ("RoleSessionName", "visit"));
        await PoliciesAsync("Role", role);
        await Iam("DeleteRole", role);
        await Iam("CreateServiceLinkedRole", ("AWSServiceName", Principal));
        var task = (await Iam("DeleteServiceLinkedRole", ("RoleName", "AWSServiceRoleForPrivateMarketplaceAdmin"))).Xml("DeletionTaskId");
        cloud.World.Advance(TimeSpan.FromSeconds(1));
        await Iam("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", task));
    }

    private async Task PoliciesAsync(string kind, (string, string) holder)
    {
        await Iam($"Attach{kind}Policy", holder, ("PolicyArn", Managed));
        await Iam($"ListAttached{kind}Policies", holder);
        await Iam($"Detach{kind}Policy", holder, ("PolicyArn", Managed));
        await Iam($"Put{kind}Policy", holder, ("PolicyName", "own"), ("PolicyDocument", Document));
        await Iam($"Get{kind}Policy", holder, ("PolicyName", "own"));
        await Iam($"List{kind}Policies", holder);
        await Iam($"Delete{kind}Policy", holder, ("PolicyName", "own"));
    }

    private async Task FoundingAsync()
    {
        var account = cloud.Account();
        Keep("organizations", "CreateOrganization", await account.OrganizationsAsync("CreateOrganization"));
        Keep("organizations", "DeleteOrganization", await account.OrganizationsAsync("DeleteOrganization"));
    }

    private async Task<CloudReply> Call(string operation, object? input = null) =>
        Keep("organizations", operation, await Management.OrganizationsAsync(operation, input));

    private async Task ControlPoliciesAsync(string member)
    {
        var policy = (await Call("CreatePolicy", new { Name = "No leaving", Description = "", Type = "SERVICE_CONTROL_POLICY", Content = Document })).Json.GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString();
        await Call("UpdatePolicy", new { PolicyId = policy, Description = "Members stay" });
        await Call("DescribePolicy", new { PolicyId = policy });
        await Call("AttachPolicy", new { PolicyId = policy, TargetId = member });
        await Call("ListPolicies", new { Filter = "SERVICE_CONTROL_POLICY", MaxResults = 1 });
        await Call("ListPoliciesForTarget", new { TargetId = member, Filter = "SERVICE_CONTROL_POLICY", MaxResults = 1 });
        await Call("ListTargetsForPolicy", new { PolicyId = policy });
        await Call("DetachPolicy", new { PolicyId = policy, TargetId = member });
        await Call("DeletePolicy", new { PolicyId = policy });
        await Call("DisablePolicyType", new { organization.RootId, PolicyType = "SERVICE_CONTROL_POLICY" });
        await Call("EnablePolicyType", new { organization.RootId, PolicyType = "SERVICE_CONTROL_POLICY" });
    }

    private async Task OwnPolicies()
    {
        var arn = ("PolicyArn", (await Iam("CreatePolicy", ("PolicyName", "own"), ("PolicyDocument", Document))).Xml("Arn"));
        await Iam("GetPolicy", arn);
        await Iam("ListPolicies", ("Scope", "Local"));
        await Iam("SimulatePrincipalPolicy", ("PolicySourceArn", $"arn:aws:iam::{Management.AccountId}:user/tourist"), ("ActionNames.member.1", "s3:ListBucket"));
        await Iam("DeletePolicy", arn);
    }

    private async Task<CloudReply> Iam(string action, params (string, string)[] fields) => Keep("iam", action, await Management.IamAsync(action, fields));

    private async Task<CloudReply> Sts(string action, params (string, string)[] fields) =>
        Keep("sts", action, await cloud.Enter(Management.AccountId, "visitor" + Replies.Count, "AdministratorAccess").StsAsync(action, fields));

    private CloudReply Keep(string service, string operation, CloudReply reply)
    {
        Replies.Add((service, operation, reply.Ok()));
        return reply;
    }
}
