namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Founding and ending organizations (aws-operations.md A.4, A.5).</summary>
public sealed class OrganizationTests : CloudTest
{
    [Fact]
    public async Task A_fresh_account_is_in_no_organization()
    {
        var account = Cloud.Account();

        foreach (var operation in new[] { "DescribeOrganization", "ListAccounts", "ListRoots", "ListAWSServiceAccessForOrganization" })
            Assert.Equal("AWSOrganizationsNotInUseException", (await account.OrganizationsAsync(operation)).Error);
    }

    [Fact]
    public async Task A_founded_organization_tells_its_ids_and_has_service_control_policies()
    {
        var account = Cloud.Account();

        var founded = (await account.OrganizationsAsync("CreateOrganization", new { FeatureSet = "ALL" })).Ok().Json.GetProperty("Organization");
        var described = (await account.OrganizationsAsync("DescribeOrganization")).Ok().Json.GetProperty("Organization");
        var root = (await account.OrganizationsAsync("ListRoots")).Ok().Json.GetProperty("Roots")[0];

        var id = founded.GetProperty("Id").GetString()!;
        Assert.Matches("^o-[a-z0-9]{10}$", id);
        Assert.Equal(founded.ToString(), described.ToString());
        Assert.Equal("ALL", founded.GetProperty("FeatureSet").GetString());
        Assert.Equal(account.AccountId, founded.GetProperty("MasterAccountId").GetString());
        Assert.Equal("owner@example.com", founded.GetProperty("MasterAccountEmail").GetString());
        Assert.Equal($"arn:aws:organizations::{account.AccountId}:account/{id}/{account.AccountId}", founded.GetProperty("MasterAccountArn").GetString());
        Assert.Matches("^r-[a-z0-9]{4}$", root.GetProperty("Id").GetString());
        Assert.Equal("Root", root.GetProperty("Name").GetString());
        Assert.Equal("ENABLED", root.GetProperty("PolicyTypes")[0].GetProperty("Status").GetString());
        Assert.Equal("arn:aws:iam::" + account.AccountId + ":role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations",
            (await account.IamAsync("GetRole", ("RoleName", "AWSServiceRoleForOrganizations"))).Ok().Xml("Arn"));
    }

    [Fact]
    public async Task A_member_founds_no_organization() =>
        Assert.Equal("AlreadyInOrganizationException", (await Management.OrganizationsAsync("CreateOrganization")).Error);

    [Fact]
    public async Task Founding_needs_the_right_to_create_the_service_linked_role()
    {
        var account = Cloud.Account();
        var user = Cloud.Enter(account.AccountId, "founder");
        (await account.IamAsync("PutUserPolicy", ("UserName", "founder"), ("PolicyName", "p"), ("PolicyDocument",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"organizations:*","Resource":"*"}]}"""))).Ok();

        Assert.Equal("AccessDeniedForDependencyException/ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE", (await user.OrganizationsAsync("CreateOrganization")).Error);

        (await account.IamAsync("AttachUserPolicy", ("UserName", "founder"), ("PolicyArn", "arn:aws:iam::aws:policy/AWSOrganizationsFullAccess"))).Ok();
        (await user.OrganizationsAsync("CreateOrganization")).Ok();
    }

    [Fact]
    public async Task Only_an_empty_organization_ends()
    {
        var account = Cloud.Account();
        (await account.OrganizationsAsync("CreateOrganization")).Ok();
        var root = (await account.OrganizationsAsync("ListRoots")).Json.GetProperty("Roots")[0].GetProperty("Id").GetString();
        var unit = (await account.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = root, Name = "Unit" })).Json.GetProperty("OrganizationalUnit").GetProperty("Id").GetString();

        Assert.Equal("OrganizationNotEmptyException", (await account.OrganizationsAsync("DeleteOrganization")).Error);
        (await account.OrganizationsAsync("DeleteOrganizationalUnit", new { OrganizationalUnitId = unit })).Ok();
        Assert.Equal("", (await account.OrganizationsAsync("DeleteOrganization")).Ok().Body);
        Assert.Equal("AWSOrganizationsNotInUseException", (await account.OrganizationsAsync("DescribeOrganization")).Error);
        (await account.OrganizationsAsync("CreateOrganization")).Ok();
    }

    [Fact]
    public async Task All_features_are_enabled_once() =>
        Assert.Equal("HandshakeConstraintViolationException/ORGANIZATION_ALREADY_HAS_ALL_FEATURES", (await Management.OrganizationsAsync("EnableAllFeatures")).Error);

    [Fact]
    public async Task M02_Consolidated_billing_alone_has_no_trusted_access_and_closes_no_account()
    {
        var account = Cloud.Account();
        (await account.OrganizationsAsync("CreateOrganization", new { FeatureSet = "CONSOLIDATED_BILLING" })).Ok();

        var access = await account.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = "private-marketplace.marketplace.amazonaws.com" });
        var role = await account.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", "private-marketplace.marketplace.amazonaws.com"));

        Assert.Equal("ConstraintViolationException/ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", access.Error);
        Assert.Equal("InvalidInput", role.Error);
        Assert.Equal(0, (await account.OrganizationsAsync("ListRoots")).Ok().Json.GetProperty("Roots")[0].GetProperty("PolicyTypes").GetArrayLength());
    }
}
