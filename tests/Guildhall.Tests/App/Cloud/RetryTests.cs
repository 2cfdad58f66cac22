using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.Tests.App.Cloud;

public sealed class RetryTests
{
    private const string Organization = """{"Organization":{"Id":"o-exampleorgid","MasterAccountId":"111111111111","FeatureSet":"ALL"}}""";

    [Theory]
    [InlineData("TooManyRequestsException", 400)]
    [InlineData("ThrottlingException", 400)]
    [InlineData("ConcurrentModificationException", 400)]
    [InlineData("ServiceException", 500)]
    [InlineData("InternalFailure", 500)]
    public async Task F10_What_passes_by_itself_is_tried_again_by_name_not_by_status(string name, int status)
    {
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Error(name, status: status), ScriptedAws.Error(name, status: status), ScriptedAws.Json(Organization));
        using var fixture = new CloudFixture(aws);
        var answer = await fixture.Clock.DriveAsync(new OrganizationsClient(fixture.Connection()).DescribeOrganizationAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(answer.Value);
        Assert.Equal(3, aws.Calls.Count);
        Assert.InRange(fixture.Clock.Passed, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task After_eight_retries_the_problem_is_given_with_AWS_s_own_words()
    {
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Error("TooManyRequestsException"));
        using var fixture = new CloudFixture(aws);
        var answer = await fixture.Clock.DriveAsync(new OrganizationsClient(fixture.Connection()).DescribeOrganizationAsync(TestContext.Current.CancellationToken));
        Assert.Equal(9, aws.Calls.Count);
        Assert.Equal((CloudTrouble.Throttled, "AWS says so."), (answer.Problem!.Kind, answer.Problem.Said));
        // 0.5 + 1 + 2 + 4 + 8 + 16 + 20 + 20 seconds at most.
        Assert.InRange(fixture.Clock.Passed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(71.5));
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("ConstraintViolationException")]
    [InlineData("InvalidInputException")]
    [InlineData("AWSOrganizationsNotInUseException")]
    public async Task What_does_not_pass_by_itself_is_called_once(string name)
    {
        using var aws = new ScriptedAws().On("DescribeOrganization", ScriptedAws.Error(name));
        using var fixture = new CloudFixture(aws);
        Assert.NotNull((await new OrganizationsClient(fixture.Connection()).DescribeOrganizationAsync(TestContext.Current.CancellationToken)).Problem);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task F10_With_a_third_of_all_calls_throttled_at_most_twice_the_useful_calls_are_made()
    {
        var random = new Random(7);
        using var aws = new ScriptedAws().On("DescribeOrganization", call =>
            (random.NextDouble() < 0.3 ? ScriptedAws.Error("TooManyRequestsException") : ScriptedAws.Json(Organization))(call));
        using var fixture = new CloudFixture(aws);
        var client = new OrganizationsClient(fixture.Connection());
        for (var call = 0; call < 100; call++)
            Assert.NotNull((await fixture.Clock.DriveAsync(client.DescribeOrganizationAsync(TestContext.Current.CancellationToken))).Value);
        Assert.InRange(aws.Calls.Count, 120, 200);
    }

    [Fact]
    public async Task Calls_keep_to_half_of_AWS_s_rate()
    {
        using var aws = new ScriptedAws().On("ListAccounts", ScriptedAws.Json("{}"));
        using var fixture = new CloudFixture(aws, CallRates.HalfOfAws);
        var client = new OrganizationsClient(fixture.Connection());
        for (var call = 0; call < 46; call++)
            Assert.NotNull((await fixture.Clock.DriveAsync(client.ListAccountsAsync(null, TestContext.Current.CancellationToken))).Value);
        // 6 at once, 40 at 4 a second.
        Assert.Equal(10, fixture.Clock.Passed.TotalSeconds, 0.1);
    }

    [Fact]
    public async Task STS_goes_to_the_organization_s_region_and_IAM_to_the_home_region()
    {
        using var aws = new ScriptedAws()
            .On("GetCallerIdentity", ScriptedAws.Xml(
                """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                  <Arn>arn:aws:iam::111111111111:user/u</Arn><UserId>AIDAEXAMPLE</UserId><Account>111111111111</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>
                """))
            .On("GetRole", ScriptedAws.Xml("<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no</Message></Error><RequestId>r1</RequestId></ErrorResponse>", 404));
        using var fixture = new CloudFixture(aws);
        var identity = (await new StsClient(fixture.Connection()).GetCallerIdentityAsync(TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(("111111111111", false), (identity.Account.Value, identity.IsRoot));
        Assert.Equal("https://sts.eu-west-1.amazonaws.com/", aws.Calls[0].Address.AbsoluteUri);
        Assert.Contains("/eu-west-1/sts/aws4_request", aws.Calls[0].Authorization, StringComparison.Ordinal);

        var role = (await new IamClient(fixture.Connection()).GetRoleAsync("R", TestContext.Current.CancellationToken)).Problem!;
        Assert.Equal((CloudTrouble.NotFound, "r1"), (role.Kind, role.RequestId));
        Assert.Contains("/us-east-1/iam/aws4_request", aws.Calls[1].Authorization, StringComparison.Ordinal);
    }
}
