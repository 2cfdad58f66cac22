using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.App.Cloud;

public sealed class OrganizationsClientTests
{
    private const string Organization = """{"Organization":{"Id":"o-exampleorgid","MasterAccountId":"111111111111","FeatureSet":"ALL","New":{"a":1}}}""";

    [Fact]
    public async Task A_call_is_signed_for_the_home_region_and_names_its_target()
    {
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Json(Organization));
        var described = await DescribeAsync(aws);
        Assert.Equal(new DescribedOrganization("o-exampleorgid", "111111111111", AllFeatures: true), described.Value);
        var call = Assert.Single(aws.Calls);
        Assert.Equal("https://organizations.us-east-1.amazonaws.com/", call.Address.AbsoluteUri);
        Assert.Contains("/us-east-1/organizations/aws4_request", call.Authorization, StringComparison.Ordinal);
        Assert.Equal("{}", call.Body);
    }

    [Fact]
    public async Task An_account_is_read_by_State_first_and_by_Status_where_there_is_none()
    {
        const string accounts = """
            {"Accounts":[
              {"Id":"222222222222","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/222222222222","Name":"B","Email":"b@x.example",
               "State":"CLOSED","Status":"SUSPENDED","Paths":["o-exampleorgid/r-ab12/ou-ab12-aaaabbbb/222222222222/"]},
              {"Id":"012345678901","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/012345678901","Name":"C","Status":"PENDING_CLOSURE"}],
             "NextToken":"more"}
            """;
        using var aws = new ScriptedAws().On("ListAccounts", ScriptedAws.Json(accounts));
        using var fixture = new CloudFixture(aws);
        var page = (await new OrganizationsClient(fixture.Connection()).ListAccountsAsync("before", TestContext.Current.CancellationToken)).Value!;
        Assert.Equal([AccountState.Closed, AccountState.PendingClosure], page.Items.Select(a => a.State));
        Assert.Equal(["r-ab12", "ou-ab12-aaaabbbb"], page.Items[0].Path);
        Assert.Empty(page.Items[1].Path);
        Assert.Equal("more", page.NextToken);
        Assert.Equal("""{"NextToken":"before","MaxResults":20}""", aws.Calls[0].Body);
    }

    [Theory]
    [InlineData("""{"Accounts":[{"Id":"22222222222","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/22222222222"}]}""")]
    [InlineData("""{"Accounts":[{"Id":"222222222222","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/333333333333"}]}""")]
    [InlineData("""{"Accounts":[{"Id":"222222222222"}]}""")]
    [InlineData("""{"Accounts":[null]}""")]
    [InlineData("""{"Accounts":[{"Id":"222222222222","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/222222222222","Paths":["o-anotherorgid/r-ab12/"]}]}""")]
    [InlineData("""{"Accounts":[{"Id":"222222222222","Arn":"arn:aws:organizations::111111111111:account/o-exampleorgid/222222222222","Paths":["o-exampleorgid/r-ab12/../"]}]}""")]
    public async Task S53_An_account_whose_ids_do_not_fit_together_is_not_taken(string body)
    {
        using var aws = new ScriptedAws().On("ListAccounts", ScriptedAws.Json(body));
        using var fixture = new CloudFixture(aws);
        var answer = await new OrganizationsClient(fixture.Connection()).ListAccountsAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(answer.Value!.Items);
        Assert.Contains("needs review", Assert.Single(answer.Value.Strangers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_without_output_takes_an_empty_body_and_an_empty_object()
    {
        using var aws = new ScriptedAws().On("EnableAWSServiceAccess", ScriptedAws.Json(""), ScriptedAws.Json("{}"));
        using var fixture = new CloudFixture(aws);
        var client = new OrganizationsClient(fixture.Connection(RetryRule.Never));
        Assert.Null(await client.EnableAWSServiceAccessAsync("x.amazonaws.com", TestContext.Current.CancellationToken));
        Assert.Null(await client.EnableAWSServiceAccessAsync("x.amazonaws.com", TestContext.Current.CancellationToken));
        Assert.Equal("""{"ServicePrincipal":"x.amazonaws.com"}""", aws.Calls[0].Body);
    }

    [Fact]
    public async Task S53a_A_key_of_the_simulated_AWS_is_never_sent_to_AWS()
    {
        using var aws = new ScriptedAws();
        using var fixture = new CloudFixture(aws);
        var answer = await new OrganizationsClient(fixture.Connection(keyId: "AKIA0EXAMPLE")).DescribeOrganizationAsync(TestContext.Current.CancellationToken);
        Assert.Equal("SimulatedKey", answer.Problem!.Code);
        Assert.Empty(aws.Calls);
    }

    private static async Task<CloudAnswer<DescribedOrganization>> DescribeAsync(ScriptedAws aws)
    {
        using var fixture = new CloudFixture(aws);
        return await new OrganizationsClient(fixture.Connection()).DescribeOrganizationAsync(TestContext.Current.CancellationToken);
    }
}
