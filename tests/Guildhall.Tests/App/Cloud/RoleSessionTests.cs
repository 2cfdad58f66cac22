using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.Tests.App.Cloud;

public sealed class RoleSessionTests
{
    private const string Organization = """{"Organization":{"Id":"o-exampleorgid","MasterAccountId":"111111111111","FeatureSet":"ALL"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_goes_on_with_another_session_although_one_beside_it_was_told_first_that_AWS_takes_theirs_no_more()
    {
        RoleSession? session = null;
        using var aws = new ScriptedAws().On("AssumeRole", Taken("ASIAEXAMPLEFIRST"), Taken("ASIAEXAMPLESECOND")).On("DescribeOrganization", call =>
        {
            if (call.Authorization.Contains("SECOND", StringComparison.Ordinal)) return ScriptedAws.Json(Organization)(call);
            session!.Drop(session.CredentialsAsync(Cancellation).AsTask().Result.Value!);
            return ScriptedAws.Error("UnrecognizedClientException")(call);
        });
        using var fixture = new CloudFixture(aws);
        (var connection, session) = fixture.Role();

        Assert.NotNull((await new OrganizationsClient(connection).DescribeOrganizationAsync(Cancellation)).Value);
        Assert.Equal((2, 2), (aws.Count("AssumeRole"), aws.Count("DescribeOrganization")));
    }

    [Fact]
    public async Task A_session_that_was_taken_on_since_is_not_dropped_with_the_one_before()
    {
        using var aws = new ScriptedAws().On("AssumeRole", Taken("ASIAEXAMPLEFIRST"), Taken("ASIAEXAMPLESECOND"), Taken("ASIAEXAMPLETHIRD"));
        using var fixture = new CloudFixture(aws);
        var (_, session) = fixture.Role();
        var first = (await session.CredentialsAsync(Cancellation)).Value!;
        session.Drop(first);
        var second = (await session.CredentialsAsync(Cancellation)).Value!;

        session.Drop(first);

        Assert.Same(second, (await session.CredentialsAsync(Cancellation)).Value);
        Assert.Equal(2, aws.Count("AssumeRole"));
    }

    [Fact]
    public async Task What_AWS_takes_in_no_session_is_tried_in_two()
    {
        using var aws = new ScriptedAws().On("AssumeRole", Taken("ASIAEXAMPLEFIRST"), Taken("ASIAEXAMPLESECOND")).On("DescribeOrganization", ScriptedAws.Error("UnrecognizedClientException"));
        using var fixture = new CloudFixture(aws);

        Assert.NotNull((await new OrganizationsClient(fixture.Role().Connection).DescribeOrganizationAsync(Cancellation)).Problem);
        Assert.Equal((2, 2), (aws.Count("AssumeRole"), aws.Count("DescribeOrganization")));
    }

    private static Func<ScriptedAws.Call, HttpResponseMessage> Taken(string id) => ScriptedAws.Xml(
        $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
          <AccessKeyId>{id}</AccessKeyId><SecretAccessKey>not-a-secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>
        """);
}
