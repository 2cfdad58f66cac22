using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.Tests.Server.Vending;

namespace Guildhall.Tests.Server.Linking;

/// <summary>
/// Every error of AWS that stops a step of linking, read as the right sentence on page, API and command line, until the link is set up all the same.
/// vendor-integration.md 8.4; aws-operations.md A.1, A.5, A.7, A.9 to A.11, F 17, F 18.
/// </summary>
public sealed class LinkStepOutcomeTests(OutcomeHall hall) : IClassFixture<OutcomeHall>
{
    private const string Path = "/api/v1/vendors/aws/organizations";
    private const string Constraint = "ConstraintViolationException/";
    private const string Said = ": \"The simulation was told to fail this call.\".";

    private static readonly (string Operation, string Code, string Words)[] Rows =
    [
        ("CreateOrganization", "AccessDeniedForDependencyException/ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE", "AWS may not make a role it needs for this. Allow iam:CreateServiceLinkedRole to the IAM user."),
        ("CreateOrganization", Constraint + "ACCOUNT_CREATION_NOT_COMPLETE", "The account's sign-up at AWS is not complete. Finish it in the AWS console"),
        ("CreateOrganization", Constraint + "MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", "The management account has no valid payment method. Enter one in the AWS billing console"),
        ("CreateOrganization", Constraint + "MASTER_ACCOUNT_MISSING_CONTACT_INFO", "The management account has no contact address or phone number."),
        ("CreateOrganization", Constraint + "CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION", "AWS makes no organization of this kind for accounts of this country."),
        ("CreateOrganization", "OptInRequired", "The AWS account is not fully set up yet. Finish the sign-up"),
        ("CreateOrganization", "UnrecognizedClientException", "Credentials needed: The API key doesn't exist, is inactive, or belongs to another partition."),
        ("CreateServiceLinkedRole", "AccessDenied", "The key may not do this. Attach the policy that Guildhall hands out"),
        ("CreateServiceLinkedRole", "InvalidInput", "AWS does not take these values" + Said),
        ("CreateServiceLinkedRole", "LimitExceeded", "A limit of AWS forbids this" + Said),
        ("EnableAWSServiceAccess", Constraint + "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "The organization does not have all features. Enable all features"),
        ("EnableAWSServiceAccess", "InvalidInputException/UNRECOGNIZED_SERVICE_PRINCIPAL", "This AWS does not know the service."),
        ("CreateBucket", "BucketAlreadyExists", "is taken by someone else or not readable."),
        ("CreateBucket", "TooManyBuckets", "The account has as many buckets as AWS allows. Delete one"),
        ("CreateBucket", "IllegalLocationConstraintException", "S3 does not take the bucket's name or region"),
        ("CreateBucket", "InvalidBucketName", "S3 does not take the bucket's name or region"),
        ("PutPublicAccessBlock", "NoSuchBucket", "The bucket does not exist. It may have been deleted"),
        ("PutBucketPolicy", "MalformedPolicy", "AWS does not take the policy"),
        ("PutReportDefinition", "ReportLimitReachedException", "AWS allows no further Cost and Usage Report. Delete one"),
        ("PutReportDefinition", "ValidationException", "AWS does not take a report that is delivered to bucket daily-billing-report-"),
        ("PutReportDefinition", "AccessDeniedException", "The key may not do this."),
        ("ListAccounts", "AccessDeniedException", "The key may not do this."),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MustShow5_A_step_of_linking_that_AWS_refuses_is_told_with_what_helps_and_goes_on_by_a_retry()
    {
        var manager = await hall.Hall.CallerAsync(hall.World.Management, "link-manager", "GuildhallManager");
        var maya = await hall.Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
        var (account, key) = hall.Hall.FreshAccount("Steps");
        await hall.RefuseAsync(Rows[0].Operation, Rows[0].Code);
        var saved = await manager.PostAsync(Path, new { accountId = account, accessKeyId = key.AccessKeyId, secretAccessKey = key.SecretAccessKey, emailPattern = "steps+%s@acme.example", name = "Steps" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        var id = saved.Json["link"]!["id"]!.GetValue<string>();
        await UntilAsync(manager, id, Rows[0].Code);
        foreach (var (operation, code, words) in Rows)
        {
            await hall.RefuseAsync(operation, code);
            var retried = await manager.PostAsync($"{Path}/{id}/retry", new { });
            Assert.True(retried.Status == HttpStatusCode.OK, retried.Body);
            var problem = (string?)(await UntilAsync(manager, id, code))["lastProblem"];
            hall.Expect(problem?.Contains(words, StringComparison.Ordinal) == true, $"{operation} {code}: the API tells {problem}");
            var page = WebUtility.HtmlDecode((await maya.GetAsync($"/admin/settings/vendors/aws/organizations/{id}")).Html);
            hall.Expect(problem is not null && page.Contains(problem, StringComparison.Ordinal), $"{operation} {code}: the page does not tell {problem}");
            var shown = (await hall.CommandAsync("organization", "show", id)).GetProperty("lastProblem").GetString();
            hall.Expect(shown == problem, $"{operation} {code}: the command line tells {shown}");
        }

        Assert.Empty(hall.Otherwise);
        await hall.ClearAsync();
        await manager.PostAsync($"{Path}/{id}/retry", new { });
        await UntilAsync(manager, id, null);
    }

    /// <summary>The link once a step of it stands still with a code of AWS, or for null once it is active.</summary>
    private static async Task<JsonNode> UntilAsync(HallCaller manager, string id, string? code)
    {
        for (var tries = 0; ; tries++)
        {
            var link = (await manager.GetAsync($"{Path}/{id}")).Json;
            var state = (string)link["state"]!;
            var step = link["steps"]!.AsArray().FirstOrDefault(s => (string?)s!["awsCode"] is not null);
            if (code is null ? state == "Active" : state == "Degraded" && step is not null && IsOf((string)step["awsCode"]!, code)) return link;
            Assert.True(tries < 400, $"{code}: {link.ToJsonString()}");
            await Task.Delay(25, Cancellation);
        }
    }

    /// <summary>What stands in the way has a code of Guildhall's own.</summary>
    private static bool IsOf(string shown, string code) => shown == code.Split('/')[0] || (shown, code) == ("BUCKET_TAKEN", "BucketAlreadyExists");
}
