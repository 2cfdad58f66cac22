namespace Guildhall.Tests.SimulatedAws.Iam;

/// <summary>Managed policies: an account's own and AWS's. aws-operations.md A.9; IAM API Reference.</summary>
public sealed class PolicyTests : CloudTest
{
    private const string Aws = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:CreateUser","iam:CreateRole"],"Resource":"*"}]}""";

    [Fact]
    public async Task A_list_has_the_policies_of_its_scope_by_default_all()
    {
        var own = await CreateAsync("own");

        Assert.Equal([own], await ListAsync(("Scope", "Local")));
        Assert.Contains(Aws, await ListAsync(("Scope", "AWS")));
        Assert.DoesNotContain(own, await ListAsync(("Scope", "AWS")));
        Assert.Superset(new HashSet<string> { own, Aws }, (await ListAsync()).ToHashSet());
        Assert.Equal([own], await ListAsync(("MaxItems", "1")));
        Assert.DoesNotContain(own, await ListAsync(("OnlyAttached", "true")));
        Assert.Empty(await ListAsync(("PolicyUsageFilter", "PermissionsBoundary")));
    }

    [Fact]
    public async Task AWSs_policies_are_read_as_an_accounts_own_are()
    {
        (await Management.IamAsync("CreateUser", ("UserName", "one"))).Ok();
        (await Management.IamAsync("AttachUserPolicy", ("UserName", "one"), ("PolicyArn", Aws))).Ok();

        var read = (await Management.IamAsync("GetPolicy", ("PolicyArn", Aws))).Ok();

        Assert.Equal(("AdministratorAccess", "/", "1"), (read.Xml("PolicyName"), read.Xml("Path"), read.Xml("AttachmentCount")));
        Assert.Equal("NoSuchEntity", (await Management.IamAsync("GetPolicy", ("PolicyArn", Aws + "No"))).Error);
    }

    [Fact]
    public async Task A_name_is_taken_whatever_the_path_and_the_case_and_description_and_tags_come_back()
    {
        var made = (await Management.IamAsync("CreatePolicy", ("PolicyName", "Guard"), ("PolicyDocument", Document), ("Description", "Guards"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "red"))).Ok();

        var read = (await Management.IamAsync("GetPolicy", ("PolicyArn", made.Xml("Arn")))).Ok();
        Assert.Equal(("Guards", "red"), (read.Xml("Description"), read.Xml("Value")));
        Assert.Equal("red", made.Xml("Value"));
        Assert.Equal("EntityAlreadyExists", (await Management.IamAsync("CreatePolicy", ("PolicyName", "guard"), ("Path", "/other/"), ("PolicyDocument", Document))).Error);
    }

    [Fact]
    public async Task A_simulation_counts_what_the_organization_leaves_and_comes_in_pages()
    {
        var member = Cloud.Enter(Organization.Member("Member"), "bound", "AdministratorAccess");
        var denial = Document.Replace("Allow", "Deny", StringComparison.Ordinal).Replace("iam:CreateRole", "iam:DeleteRole", StringComparison.Ordinal);
        var policy = (await Management.OrganizationsAsync("CreatePolicy", new { Name = "guard", Description = "", Type = "SERVICE_CONTROL_POLICY", Content = denial })).Ok()
            .Json.GetProperty("Policy").GetProperty("PolicySummary").GetProperty("Id").GetString();
        (await Management.OrganizationsAsync("AttachPolicy", new { PolicyId = policy, TargetId = member.AccountId })).Ok();
        (string, string)[] asked = [("PolicySourceArn", $"arn:aws:iam::{member.AccountId}:user/bound"), ("ActionNames.member.1", "iam:CreateUser"), ("ActionNames.member.2", "iam:CreateRole")];

        var whole = (await member.IamAsync("SimulatePrincipalPolicy", asked)).Ok();
        var first = (await member.IamAsync("SimulatePrincipalPolicy", [.. asked, ("MaxItems", "1")])).Ok();
        var second = (await member.IamAsync("SimulatePrincipalPolicy", [.. asked, ("MaxItems", "1"), ("Marker", first.Xml("Marker"))])).Ok();

        Assert.Equal(["explicitDeny", "allowed"], whole.Elements("EvalDecision"));
        Assert.Equal(["false", "true"], whole.Elements("AllowedByOrganizations"));
        Assert.Equal(("iam:CreateUser", "true"), (Assert.Single(first.Elements("EvalActionName")), first.Xml("IsTruncated")));
        Assert.Equal(("iam:CreateRole", "false"), (Assert.Single(second.Elements("EvalActionName")), second.Xml("IsTruncated")));
    }

    private async Task<string> CreateAsync(string name) => (await Management.IamAsync("CreatePolicy", ("PolicyName", name), ("PolicyDocument", Document))).Ok().Xml("Arn");

    private async Task<IEnumerable<string>> ListAsync(params (string, string)[] fields) => (await Management.IamAsync("ListPolicies", fields)).Ok().Elements("Arn");
}
