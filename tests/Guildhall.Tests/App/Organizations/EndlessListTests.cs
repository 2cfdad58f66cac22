using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Organizations;
using Guildhall.Tests.App.Cloud;

namespace Guildhall.Tests.App.Organizations;

/// <summary>security.md F-14, S-53: an AWS that lies or runs in circles is left after a bounded number of calls.</summary>
public sealed class EndlessListTests
{
    private const string Organization = """{"Organization":{"Id":"o-exampleorgid","MasterAccountId":"111111111111","FeatureSet":"ALL"}}""";
    private const string Arn = "arn:aws:organizations::111111111111:account/o-exampleorgid";
    private const string Management = $$"""{"Id":"111111111111","Arn":"{{Arn}}/111111111111","Name":"M","State":"ACTIVE","Paths":["o-exampleorgid/r-ab12/111111111111/"]}""";

    [Fact]
    public async Task F14_A_token_that_comes_again_ends_the_reading() =>
        await EndsAsync(Aws().On("ListAccounts", ScriptedAws.Json($$"""{"Accounts":[{{Management}}],"NextToken":"same"}""")), calls: 2);

    [Fact]
    public async Task F14_Empty_pages_without_end_are_left()
    {
        var page = 0;
        await EndsAsync(Aws().On("ListAccounts", call => ScriptedAws.Json($$"""{"Accounts":[],"NextToken":"{{page++}}"}""")(call)), calls: 100);
    }

    [Fact]
    public async Task F14_Pages_without_end_are_left()
    {
        var page = 0;
        await EndsAsync(Aws().On("ListAccounts", call => ScriptedAws.Json($$"""{"Accounts":[{{Management}}],"NextToken":"{{page++}}"}""")(call)), calls: 5_000);
    }

    [Fact]
    public async Task F14_OUs_in_a_circle_are_walked_once()
    {
        using var aws = Aws()
            .On("ListAccounts", ScriptedAws.Json($$"""{"Accounts":[{{Management}}]}"""))
            .On("ListOrganizationalUnitsForParent", ScriptedAws.Json("""{"OrganizationalUnits":[{"Id":"ou-ab12-aaaaaaaa","Name":"A"},{"Id":"ou-ab12-bbbbbbbb","Name":"B"}]}"""));
        Assert.IsType<ReadingOutcome.Complete>(await ReadAsync(aws));
        Assert.Equal(3, aws.Count("ListOrganizationalUnitsForParent"));
    }

    [Fact]
    public async Task S53_An_account_of_another_organization_needs_review_and_costs_the_reading_nothing_else()
    {
        const string stranger = """{"Id":"222222222222","Arn":"arn:aws:organizations::333333333333:account/o-anotherorgid/222222222222","Name":"S"}""";
        using var aws = Aws()
            .On("ListOrganizationalUnitsForParent", ScriptedAws.Json("""{"OrganizationalUnits":[{"Id":"ou-of-nobody","Name":"N"}]}"""))
            .On("ListAccounts", ScriptedAws.Json($$"""{"Accounts":[{{Management}},{{stranger.Replace("\"S\"", "\"S\",\"Paths\":[\"o-anotherorgid/r-ab12/222222222222/\"]", StringComparison.Ordinal)}}]}"""));
        var complete = Assert.IsType<ReadingOutcome.Complete>(await ReadAsync(aws));
        Assert.Equal(2, complete.NeedsReview.Count);
        Assert.Contains(complete.NeedsReview, told => told.Contains("222222222222", StringComparison.Ordinal));
        Assert.Contains(complete.NeedsReview, told => told.Contains("ou-of-nobody", StringComparison.Ordinal));
        Assert.DoesNotContain(complete.Picture.Nodes, n => n.Node.Id.Value == "222222222222");
    }

    [Fact]
    public async Task F16_An_organization_that_was_deleted_is_told_apart_from_a_failure()
    {
        using var aws = Aws().On("DescribeOrganization", ScriptedAws.Error("AWSOrganizationsNotInUseException"));
        Assert.Equal(CloudTrouble.NoOrganization, Assert.IsType<ReadingOutcome.Stopped>(await ReadAsync(aws)).Problem.Kind);
    }

    [Fact]
    public async Task F15_A_key_that_was_revoked_in_the_middle_leaves_the_reading_to_be_taken_up_with_a_new_one()
    {
        using var aws = Aws().On(
            "ListAccounts",
            ScriptedAws.Json($$"""{"Accounts":[{{Management}}],"NextToken":"1"}"""),
            ScriptedAws.Error("UnrecognizedClientException"));
        var stopped = Assert.IsType<ReadingOutcome.Stopped>(await ReadAsync(aws));
        Assert.Equal((CloudTrouble.Credentials, true), (stopped.Problem.Kind, stopped.Resumable));
    }

    private static ScriptedAws Aws() => new ScriptedAws()
        .On("DescribeOrganization", ScriptedAws.Json(Organization))
        .On("ListAWSServiceAccessForOrganization", ScriptedAws.Json("{}"))
        .On("GetRole", ScriptedAws.Xml("<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>", 404));

    private static async Task EndsAsync(ScriptedAws aws, int calls)
    {
        using var disposed = aws;
        var stopped = Assert.IsType<ReadingOutcome.Stopped>(await ReadAsync(aws));
        Assert.Equal((CloudTrouble.Garbled, false), (stopped.Problem.Kind, stopped.Resumable));
        Assert.Equal(calls, aws.Count("ListAccounts"));
    }

    private static async Task<ReadingOutcome> ReadAsync(ScriptedAws aws)
    {
        using var fixture = new CloudFixture(aws);
        var connection = fixture.Connection(RetryRule.Never);
        var reader = new OrganizationReader(new OrganizationsClient(connection), new IamClient(connection), new ReadingOptions());
        var progress = ReadingProgress.Begin(null, null, fixture.Clock.GetUtcNow(), new ReadingOptions());
        return await fixture.Clock.DriveAsync(reader.ReadAsync(progress, null, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));
    }
}
