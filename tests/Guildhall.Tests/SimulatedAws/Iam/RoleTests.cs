namespace Guildhall.Tests.SimulatedAws.Iam;

/// <summary>Roles and service-linked roles (aws-operations.md A.9, B).</summary>
public sealed class RoleTests : CloudTest
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";
    private const string RoleName = "AWSServiceRoleForPrivateMarketplaceAdmin";

    [Fact]
    public async Task The_private_marketplaces_role_has_its_name_path_and_trust()
    {
        (await Link(Management)).Ok();

        var role = (await Management.IamAsync("GetRole", ("RoleName", RoleName))).Ok();

        Assert.Equal($"arn:aws:iam::{Management.AccountId}:role/aws-service-role/{Principal}/{RoleName}", role.Xml("Arn"));
        Assert.Equal($"/aws-service-role/{Principal}/", role.Xml("Path"));
        Assert.Matches("^AROA[A-Z0-9]{17}$", role.Xml("RoleId"));
        Assert.Contains($"\"Service\":\"{Principal}\"", Uri.UnescapeDataString(role.Xml("AssumeRolePolicyDocument")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_linked_once()
    {
        (await Link(Management)).Ok();

        var again = await Link(Management);

        Assert.Equal("InvalidInput", again.Error);
        Assert.Equal(400, again.Status);
        Assert.Contains("taken", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M02_Only_the_management_account_has_the_private_marketplaces_role()
    {
        Assert.Equal("InvalidInput", (await Link(Cloud.Enter(Organization.Member("Member")))).Error);
        Assert.Equal("InvalidInput", (await Link(Cloud.Account())).Error);
    }

    [Fact]
    public async Task An_unknown_service_has_no_role() =>
        Assert.Equal("InvalidInput", (await Management.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", "bogus.example.com"))).Error);

    [Fact]
    public async Task The_role_is_deleted_after_trusted_access_is_off()
    {
        (await Link(Management)).Ok();
        (await Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();

        var refused = await Delete();
        Assert.Equal("FAILED", refused.Xml("Status"));
        (await Management.IamAsync("GetRole", ("RoleName", RoleName))).Ok();

        (await Management.OrganizationsAsync("DisableAWSServiceAccess", new { ServicePrincipal = Principal })).Ok();
        Assert.Equal("SUCCEEDED", (await Delete()).Xml("Status"));
        Assert.Equal("NoSuchEntity", (await Management.IamAsync("GetRole", ("RoleName", RoleName))).Error);
    }

    [Fact]
    public async Task A_services_role_is_changed_by_nobody_else()
    {
        (await Link(Management)).Ok();

        Assert.Equal("UnmodifiableEntity", (await Management.IamAsync("DeleteRole", ("RoleName", RoleName))).Error);
        Assert.Equal("UnmodifiableEntity", (await Management.IamAsync("AttachRolePolicy", ("RoleName", RoleName), ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"))).Error);
    }

    [Fact]
    public async Task A_role_lives_and_ends()
    {
        const string trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}""";
        var made = (await Management.IamAsync("CreateRole", ("RoleName", "Door"), ("AssumeRolePolicyDocument", trust), ("Path", "/in/"), ("Description", "A door"))).Ok();
        Assert.Equal($"arn:aws:iam::{Management.AccountId}:role/in/Door", made.Xml("Arn"));
        Assert.Equal("EntityAlreadyExists", (await Management.IamAsync("CreateRole", ("RoleName", "door"), ("AssumeRolePolicyDocument", trust))).Error);
        (await Management.IamAsync("AttachRolePolicy", ("RoleName", "Door"), ("PolicyArn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"))).Ok();

        Assert.Contains("Door", (await Management.IamAsync("ListRoles", ("PathPrefix", "/in/"))).Ok().Elements("RoleName"));
        Assert.Equal("DeleteConflict", (await Management.IamAsync("DeleteRole", ("RoleName", "Door"))).Error);
        (await Management.IamAsync("DetachRolePolicy", ("RoleName", "Door"), ("PolicyArn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"))).Ok();
        (await Management.IamAsync("DeleteRole", ("RoleName", "Door"))).Ok();
        Assert.Equal("NoSuchEntity", (await Management.IamAsync("GetRole", ("RoleName", "Door"))).Error);
    }

    [Fact]
    public async Task A_role_without_a_usable_trust_policy_is_refused() =>
        Assert.Equal("MalformedPolicyDocument", (await Management.IamAsync("CreateRole", ("RoleName", "Door"), ("AssumeRolePolicyDocument", "{bad"))).Error);

    private static Task<CloudReply> Link(CloudCaller caller) => caller.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", Principal));

    private async Task<CloudReply> Delete()
    {
        var task = (await Management.IamAsync("DeleteServiceLinkedRole", ("RoleName", RoleName))).Ok().Xml("DeletionTaskId");
        Assert.Equal("IN_PROGRESS", (await Status()).Ok().Xml("Status"));
        Cloud.World.Advance(TimeSpan.FromSeconds(1));
        return (await Status()).Ok();

        Task<CloudReply> Status() => Management.IamAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", task));
    }
}
