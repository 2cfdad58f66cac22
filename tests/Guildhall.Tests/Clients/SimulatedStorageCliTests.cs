using System.Text.Json;
using Guildhall.Tests.SimulatedAws;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI against the simulated S3, reports, regions and quotas: what preflight and linking stand on. aws-operations.md A.10, A.11.</summary>
[Trait("Ring", "Clients")]
public sealed class SimulatedStorageCliTests : IAsyncLifetime
{
    private SimulatedCloud _cloud = null!;

    public async ValueTask InitializeAsync() => _cloud = await SimulatedCloud.StartAsync(clock: TimeProvider.System);

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task A_bucket_is_made_filled_listed_and_deleted()
    {
        var aws = Cli(_cloud.Account());
        (await aws.RunAsync("s3api create-bucket --bucket daily-billing-report-1")).Ok();
        (await aws.RunAsync("s3api create-bucket --bucket daily-billing-report-1")).Ok();
        (await aws.RunAsync("s3api head-bucket --bucket daily-billing-report-1")).Ok();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "a,b\n1,2\n", TestContext.Current.CancellationToken);
        foreach (var key in (string[])["cur/x/20261101-20261201/x-1.csv", "cur/x/20261101-20261201/x-2.csv", "cur/readme"])
            (await aws.RunAsync($"s3api put-object --bucket daily-billing-report-1 --key {key} --body {file}")).Ok();

        var listed = (await aws.RunAsync("s3api list-objects-v2 --bucket daily-billing-report-1 --prefix cur/ --delimiter / --max-items 10")).Json;
        Assert.Equal("cur/readme", Assert.Single(listed.GetProperty("Contents").EnumerateArray()).GetProperty("Key").GetString());
        Assert.Equal("cur/x/", Assert.Single(listed.GetProperty("CommonPrefixes").EnumerateArray()).GetProperty("Prefix").GetString());
        var paged = (await aws.RunAsync("s3api list-objects-v2 --bucket daily-billing-report-1 --page-size 1")).Json.GetProperty("Contents");
        Assert.Equal(3, paged.GetArrayLength());
        var copy = file + ".copy";
        (await aws.RunAsync($"s3api get-object --bucket daily-billing-report-1 --key cur/readme {copy}")).Ok();
        Assert.Equal("a,b\n1,2\n", await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
        Assert.Equal("NoSuchKey", (await aws.RunAsync($"s3api get-object --bucket daily-billing-report-1 --key none {copy}")).ErrorName);

        Assert.Equal("BucketNotEmpty", (await aws.RunAsync("s3api delete-bucket --bucket daily-billing-report-1")).ErrorName);
        (await aws.RunAsync("s3 rm s3://daily-billing-report-1 --recursive")).Ok();
        (await aws.RunAsync("s3api delete-bucket --bucket daily-billing-report-1")).Ok();
        Assert.Equal("404", (await aws.RunAsync("s3api head-bucket --bucket daily-billing-report-1")).ErrorName);
        File.Delete(file);
        File.Delete(copy);
    }

    [Fact]
    public async Task Another_accounts_bucket_and_another_regions_are_refused_as_AWS_refuses_them()
    {
        var (ours, theirs) = (Cli(_cloud.Account("ours@example.com")), Cli(_cloud.Account("theirs@example.com")));
        (await theirs.RunAsync("s3api create-bucket --bucket taken-by-them --region eu-central-1 --create-bucket-configuration LocationConstraint=eu-central-1")).Ok();
        Assert.Equal("BucketAlreadyExists", (await ours.RunAsync("s3api create-bucket --bucket taken-by-them")).ErrorName);
        Assert.Equal("403", (await ours.RunAsync("s3api head-bucket --bucket taken-by-them --region eu-central-1")).ErrorName);
        Assert.Equal("BucketAlreadyOwnedByYou", (await theirs.RunAsync("s3api create-bucket --bucket taken-by-them --region eu-central-1 --create-bucket-configuration LocationConstraint=eu-central-1")).ErrorName);
        Assert.Equal("IllegalLocationConstraintException", (await ours.RunAsync("s3api create-bucket --bucket another-name --region eu-central-1")).ErrorName);
        Assert.Equal("InvalidLocationConstraint", (await ours.RunAsync("s3api create-bucket --bucket another-name --create-bucket-configuration LocationConstraint=us-east-1")).ErrorName);
        Assert.Equal("InvalidLocationConstraint", (await ours.RunAsync("s3api create-bucket --bucket another-name --create-bucket-configuration LocationConstraint=mars-north-1")).ErrorName);
        Assert.Equal("InvalidBucketName", (await ours.RunAsync("s3api create-bucket --bucket Not_A_Name")).ErrorName);
        Assert.Empty((await ours.RunAsync("s3api list-buckets")).Json.GetProperty("Buckets").EnumerateArray());
        Assert.Equal("eu-central-1", (await theirs.RunAsync("s3api list-buckets")).Json.GetProperty("Buckets")[0].GetProperty("BucketRegion").GetString());
    }

    [Fact]
    public async Task A_report_is_defined_only_where_the_bucket_lets_the_billing_service_write()
    {
        var account = _cloud.Account();
        var aws = Cli(account);
        var report = JsonSerializer.Serialize(new
        {
            ReportName = "guildhall-daily",
            TimeUnit = "DAILY",
            Format = "textORcsv",
            Compression = "GZIP",
            AdditionalSchemaElements = Array.Empty<string>(),
            S3Bucket = "daily-billing-report-1",
            S3Prefix = "cur",
            S3Region = "us-east-1",
            RefreshClosedReports = true,
            ReportVersioning = "CREATE_NEW_REPORT",
        });
        Assert.Equal("ValidationException", (await aws.RunAsync("cur put-report-definition --report-definition", report)).ErrorName);
        (await aws.RunAsync("s3api create-bucket --bucket daily-billing-report-1")).Ok();
        Assert.Equal("ValidationException", (await aws.RunAsync("cur put-report-definition --report-definition", report)).ErrorName);
        var policy = $$$$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"billingreports.amazonaws.com"},"Action":["s3:PutObject","s3:GetBucketPolicy"],"Resource":["arn:aws:s3:::daily-billing-report-1","arn:aws:s3:::daily-billing-report-1/cur/*"],
            "Condition":{"StringEquals":{"aws:SourceAccount":"{{{{account.AccountId}}}}"}}}]}
            """;
        foreach (var (needed, other) in new[] { ("s3:GetBucketPolicy", "s3:GetBucketTagging"), ("/cur/*", "/elsewhere/*") })
        {
            (await aws.RunAsync("s3api put-bucket-policy --bucket daily-billing-report-1 --policy", policy.Replace(needed, other, StringComparison.Ordinal))).Ok();
            Assert.Equal("ValidationException", (await aws.RunAsync("cur put-report-definition --report-definition", report)).ErrorName);
        }

        Assert.Equal("MalformedPolicy", (await aws.RunAsync("s3api put-bucket-policy --bucket daily-billing-report-1 --policy {}")).ErrorName);
        (await aws.RunAsync("s3api put-bucket-policy --bucket daily-billing-report-1 --policy", policy)).Ok();
        Assert.Contains("billingreports", (await aws.RunAsync("s3api get-bucket-policy --bucket daily-billing-report-1")).Json.GetProperty("Policy").GetString(), StringComparison.Ordinal);
        (await aws.RunAsync("cur put-report-definition --report-definition", report)).Ok();

        Assert.Equal("DuplicateReportNameException", (await aws.RunAsync("cur put-report-definition --report-definition", report)).ErrorName);
        Assert.Equal("guildhall-daily", (await aws.RunAsync("cur describe-report-definitions")).Json.GetProperty("ReportDefinitions")[0].GetProperty("ReportName").GetString());
        Assert.Empty((await aws.RunAsync("bcm-data-exports list-exports")).Json.GetProperty("Exports").EnumerateArray());
        Assert.True((await aws.RunAsync("s3api get-public-access-block --bucket daily-billing-report-1")).Json.GetProperty("PublicAccessBlockConfiguration").GetProperty("RestrictPublicBuckets").GetBoolean());
        (await aws.RunAsync("cur delete-report-definition --report-name guildhall-daily")).Ok();
        Assert.Empty((await aws.RunAsync("cur describe-report-definitions")).Json.GetProperty("ReportDefinitions").EnumerateArray());
    }

    [Fact]
    public async Task Regions_and_quotas_are_told()
    {
        var organization = _cloud.Organization(accountQuota: 30);
        var aws = Cli(organization.Management);
        Assert.Equal("ENABLED_BY_DEFAULT", await Status("eu-west-1"));
        Assert.Equal("DISABLED", await Status("af-south-1"));
        (await aws.RunAsync("account enable-region --region-name af-south-1")).Ok();
        Assert.Equal("ENABLED", await Status("af-south-1"));
        Assert.Equal("ValidationException", (await aws.RunAsync("account get-region-opt-status --region-name mars-north-1")).ErrorName);
        var member = organization.Member("Member");
        Assert.Equal("AccessDeniedException", (await aws.RunAsync($"account get-region-opt-status --region-name af-south-1 --account-id {member}")).ErrorName);
        (await aws.RunAsync("organizations enable-aws-service-access --service-principal account.amazonaws.com")).Ok();
        Assert.Equal("DISABLED", await Status($"af-south-1 --account-id {member}"));
        var quota = Assert.Single((await aws.RunAsync("service-quotas list-service-quotas --service-code organizations")).Json.GetProperty("Quotas").EnumerateArray());
        Assert.Equal(30, quota.GetProperty("Value").GetDouble());

        async Task<string?> Status(string region) => (await aws.RunAsync($"account get-region-opt-status --region-name {region}")).Json.GetProperty("RegionOptStatus").GetString();
    }

    [Fact]
    public async Task M31_A_policy_of_the_accounts_own_is_made_attached_simulated_and_obeyed()
    {
        var root = Cli(_cloud.Account());
        const string document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListAllMyBuckets","iam:SimulatePrincipalPolicy"],"Resource":"*"}]}""";
        var arn = (await root.RunAsync("iam create-policy --policy-name guildhall --policy-document", document)).Json.GetProperty("Policy").GetProperty("Arn").GetString()!;
        var user = (await root.RunAsync("iam create-user --user-name guildhall-api")).Json.GetProperty("User").GetProperty("Arn").GetString()!;
        (await root.RunAsync($"iam attach-user-policy --user-name guildhall-api --policy-arn {arn}")).Ok();
        var key = (await root.RunAsync("iam create-access-key --user-name guildhall-api")).Json.GetProperty("AccessKey");
        var aws = new AwsCli(_cloud.Url, key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);

        (await aws.RunAsync("s3api list-buckets")).Ok();
        Assert.Equal("AccessDenied", (await aws.RunAsync("s3api create-bucket --bucket not-allowed")).ErrorName);
        var results = (await aws.RunAsync($"iam simulate-principal-policy --policy-source-arn {user} --action-names s3:ListAllMyBuckets s3:CreateBucket")).Json.GetProperty("EvaluationResults");
        Assert.Equal(["allowed", "implicitDeny"], results.EnumerateArray().Select(result => result.GetProperty("EvalDecision").GetString()!));
        Assert.Equal("DeleteConflict", (await root.RunAsync($"iam delete-policy --policy-arn {arn}")).ErrorName);
        (await root.RunAsync($"iam detach-user-policy --user-name guildhall-api --policy-arn {arn}")).Ok();
        (await root.RunAsync($"iam delete-policy --policy-arn {arn}")).Ok();
        Assert.Equal("AccessDenied", (await aws.RunAsync("s3api list-buckets")).ErrorName);
    }

    private AwsCli Cli(CloudCaller caller) => new(_cloud.Url, caller.Key.AccessKeyId, caller.Key.SecretAccessKey);
}
