namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Service control policies. aws-operations.md A.8.</summary>
public sealed class PolicyTests : CloudTest
{
    private const string FullAccess = "p-FullAWSAccess";
    private const string Denial = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}""";

    [Fact]
    public async Task Nothing_is_attached_while_the_type_is_off_and_AWSs_own_everywhere_afterwards()
    {
        var policy = await CreateAsync("guard");
        (await Management.OrganizationsAsync("AttachPolicy", new { PolicyId = policy, TargetId = Organization.RootId })).Ok();
        var type = new { Organization.RootId, PolicyType = "SERVICE_CONTROL_POLICY" };
        (await Management.OrganizationsAsync("DisablePolicyType", type)).Ok();

        Assert.Empty(await TargetsAsync(FullAccess));
        Assert.Equal("PolicyNotAttachedException", (await Management.OrganizationsAsync("DetachPolicy", new { PolicyId = FullAccess, TargetId = Organization.RootId })).Error);
        Assert.Equal("PolicyTypeNotEnabledException", (await Management.OrganizationsAsync("AttachPolicy", new { PolicyId = policy, TargetId = Organization.RootId })).Error);

        (await Management.OrganizationsAsync("EnablePolicyType", type)).Ok();
        Assert.Equal([Organization.RootId, Management.AccountId], (await TargetsAsync(FullAccess)).OrderByDescending(id => id, StringComparer.Ordinal));
        Assert.Empty(await TargetsAsync(policy));
    }

    [Fact]
    public async Task A_right_on_AWSs_own_policy_is_a_right_on_its_own_ARN()
    {
        var user = Cloud.Enter(Management.AccountId, "reader");
        var allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"organizations:DescribePolicy","Resource":"arn:aws:organizations::aws:policy/*"}]}""";
        (await Management.IamAsync("PutUserPolicy", ("UserName", "reader"), ("PolicyName", "read"), ("PolicyDocument", allow))).Ok();
        var own = await CreateAsync("own");

        var described = (await user.OrganizationsAsync("DescribePolicy", new { PolicyId = FullAccess })).Ok().Json.GetProperty("Policy").GetProperty("PolicySummary");

        Assert.Equal("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", described.GetProperty("Arn").GetString());
        Assert.Equal("AccessDeniedException", (await user.OrganizationsAsync("DescribePolicy", new { PolicyId = own })).Error);
    }

    private async Task<string> CreateAsync(string name) =>
        (await Management.OrganizationsAsync("CreatePolicy", new { Name = name, Description = "", Type = "SERVICE_CONTROL_POLICY", Content = Denial }))
        .Ok().Json.GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString()!;

    private async Task<IEnumerable<string>> TargetsAsync(string policy) =>
        (await Management.OrganizationsAsync("ListTargetsForPolicy", new { PolicyId = policy })).Ok().Json.GetProperty("Targets").EnumerateArray().Select(target => target.GetProperty("TargetId").GetString()!);
}
