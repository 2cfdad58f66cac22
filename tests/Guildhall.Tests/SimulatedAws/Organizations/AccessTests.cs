using Guildhall.SimulatedAws.Iam;
using Guildhall.SimulatedAws.Organizations;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Who may call what: the policies of the caller, and the place of its account (aws-operations.md A.4, D).</summary>
public sealed class AccessTests : CloudTest
{
    public static TheoryData<string> Operations => [.. OrganizationsOperations.All.Select(operation => operation.Name)];

    public static TheoryData<string> IamActions => [.. IamOperations.All.Select(operation => operation.Name)];

    public static TheoryData<string> Administrative =>
        [.. OrganizationsOperations.All.Where(operation => operation.Callers is Callers.Administrators or Callers.Management).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_user_without_policies_is_denied(string operation)
    {
        var user = Cloud.Enter(Management.AccountId, "nobody");

        var reply = await user.OrganizationsAsync(operation);

        Assert.Equal("AccessDeniedException", reply.Error);
        Assert.Contains($"arn:aws:iam::{Management.AccountId}:user/nobody is not authorized to perform: organizations:{operation} on resource:", reply.Message);
    }

    [Theory]
    [MemberData(nameof(IamActions))]
    public async Task A_user_without_policies_is_denied_by_IAM_too(string action)
    {
        var user = Cloud.Enter(Management.AccountId, "nobody");

        var reply = await user.IamAsync(action);

        Assert.Equal("AccessDenied", reply.Error);
        Assert.Equal(403, reply.Status);
        Assert.Contains("iam:" + action, reply.Message);
    }

    [Theory]
    [MemberData(nameof(Administrative))]
    public async Task A_member_account_is_denied_whatever_its_policies_say(string operation) =>
        Assert.Equal("AccessDeniedException", (await Cloud.Enter(Organization.Member("Member")).OrganizationsAsync(operation)).Error);

    [Fact]
    public async Task A_member_may_describe_its_organization() =>
        (await Cloud.Enter(Organization.Member("Member")).OrganizationsAsync("DescribeOrganization")).Ok();

    [Fact]
    public async Task A_delegated_administrator_reads_and_does_not_change()
    {
        var account = Organization.Member("Delegate");
        Cloud.World.Seed(seed =>
        {
            seed.PrivateMarketplace(Organization.Id);
            seed.DelegatedAdministrator(Organization.Id, account);
            return 0;
        });
        var caller = Cloud.Enter(account);

        (await caller.OrganizationsAsync("ListAccounts")).Ok();
        (await caller.OrganizationsAsync("ListRoots")).Ok();
        (await caller.OrganizationsAsync("ListDelegatedAdministrators")).Ok();
        Assert.Equal("AccessDeniedException", (await caller.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "Mine" })).Error);
        Assert.Equal("AccessDeniedException", (await caller.OrganizationsAsync("CreateAccount", new { Email = "a@example.com", AccountName = "A" })).Error);
    }

    [Fact]
    public async Task The_private_marketplace_administrator_manages_that_service_alone()
    {
        const string own = "private-marketplace.marketplace.amazonaws.com";
        var administrator = Cloud.Enter(Management.AccountId, "pm", "AWSPrivateMarketplaceAdminFullAccess");
        var member = Organization.Member("Member");

        (await administrator.OrganizationsAsync("ListAccounts")).Ok();
        (await administrator.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", own))).Ok();
        (await administrator.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = own })).Ok();
        (await administrator.OrganizationsAsync("RegisterDelegatedAdministrator", new { AccountId = member, ServicePrincipal = own })).Ok();

        Assert.Equal("AccessDeniedException", (await administrator.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = "ram.amazonaws.com" })).Error);
        Assert.Equal("AccessDeniedException", (await administrator.OrganizationsAsync("DisableAWSServiceAccess", new { ServicePrincipal = own })).Error);
        Assert.Equal("AccessDenied", (await administrator.IamAsync("CreateServiceLinkedRole", ("AWSServiceName", "organizations.amazonaws.com"))).Error);
        Assert.Equal("AccessDeniedException", (await administrator.OrganizationsAsync("MoveAccount")).Error);
    }

    [Fact]
    public async Task A_policy_may_name_the_accounts_and_units_it_is_about()
    {
        var (inside, outside) = (Organization.Unit("Inside"), Organization.Unit("Outside"));
        var account = Organization.Member("Account", inside);
        var prefix = $"arn:aws:organizations::{Management.AccountId}";
        var user = Cloud.Enter(Management.AccountId, "mover");
        (await Management.IamAsync("PutUserPolicy", ("UserName", "mover"), ("PolicyName", "p"), ("PolicyDocument", $$"""
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"organizations:MoveAccount",
            "Resource":["{{prefix}}:account/*","{{prefix}}:ou/{{Organization.Id}}/{{inside}}","{{prefix}}:root/*"] } }
            """))).Ok();

        Assert.Equal("AccessDeniedException", (await Move(inside, outside)).Error);
        Assert.Null((await Move(inside, Organization.RootId)).Error);

        Task<CloudReply> Move(string from, string to) =>
            user.OrganizationsAsync("MoveAccount", new { AccountId = account, SourceParentId = from, DestinationParentId = to });
    }
}
