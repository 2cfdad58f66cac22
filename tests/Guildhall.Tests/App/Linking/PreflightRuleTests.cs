using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Names;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Reports;
using Guildhall.App.Cloud.Storage;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Checks;
using Guildhall.Domain;

namespace Guildhall.Tests.App.Linking;

/// <summary>What each answer of AWS means for the preflight: every message of vendor-integration.md 8.2.</summary>
public sealed class PreflightRuleTests
{
    private const string Bucket = "daily-billing-report-111122223333";

    private static readonly AccountId Account = new("111122223333");
    private static readonly ReportDefinition Wanted = ReportPlan.Definition(Account, "eu-west-1");
    private static readonly CloudProblem NoOrganization = Problem("AWSOrganizationsNotInUseException");
    private static readonly CloudProblem Denied = Problem("AccessDeniedException");

    [Fact]
    public void Vendor19_2_P1_tells_where_AWS_is_not_reached() => Expect(
        IdentityRules.Reached(new CloudProblem(CloudTrouble.Unreachable, "Unreachable", "no route.", "Check."), "sts.us-east-1.amazonaws.com"),
        CheckResult.Fail,
        "AWS can't be reached at sts.us-east-1.amazonaws.com: no route.");

    [Theory]
    [InlineData("InvalidClientTokenId", "The API key doesn't exist, is inactive, or belongs to another partition.")]
    [InlineData("SignatureDoesNotMatch", "The API secret doesn't belong to this key.")]
    [InlineData("AccessDenied", "An organization policy blocks this key.")]
    [InlineData("ExpiredToken", "The key is temporary and has expired.")]
    public void Vendor19_2_P2_tells_what_is_wrong_with_the_key(string code, string message) => Expect(IdentityRules.Valid(Problem(code), null), CheckResult.Fail, message);

    [Fact]
    public void Vendor19_2_P2_tells_how_far_the_clocks_differ() =>
        Expect(IdentityRules.Valid(Problem("RequestExpired"), TimeSpan.FromSeconds(421)), CheckResult.Fail, "This server's clock differs from AWS's by 421 s.");

    [Fact]
    public void Vendor19_2_P3_and_P4_tell_whose_key_it_is()
    {
        Expect(IdentityRules.RightAccount(new AccountId("999999999999"), Account), CheckResult.Fail, "The key belongs to account 999999999999, not 111122223333.");
        Expect(IdentityRules.NotRoot(Caller("arn:aws:iam::111122223333:user/guildhall-api")), CheckResult.Pass, "The key belongs to an IAM user or role.");
        var root = IdentityRules.NotRoot(Caller("arn:aws:iam::111122223333:root"));
        Assert.Equal(CheckResult.Warn, root.Result);
        Assert.StartsWith("This is a root key.", root.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vendor19_2_M32_P5_wants_no_organization_in_mode_Fresh_and_its_own_in_mode_Adopt()
    {
        var ours = new DescribedOrganization("o-acmeacmeac", Account.Value, AllFeatures: true);
        var theirs = ours with { ManagementAccount = "999999999999" };

        Expect(OrganizationRules.Belongs(LinkMode.Fresh, Account, NoOrganization), CheckResult.Pass, "Account 111122223333 belongs to no organization; one is made.");
        Expect(OrganizationRules.Belongs(LinkMode.Fresh, Account, ours), CheckResult.Fail, "This account already belongs to organization o-acmeacmeac. Choose \"Use my existing organization\" or another account.");
        Expect(OrganizationRules.Belongs(LinkMode.Fresh, Account, theirs), CheckResult.Fail, "Account 111122223333 is a member of o-acmeacmeac; its management account is 999999999999. Link that one.");
        Expect(OrganizationRules.Belongs(LinkMode.Fresh, Account, Denied), CheckResult.Fail, "The key may not call organizations:DescribeOrganization.");
        Expect(OrganizationRules.Belongs(LinkMode.Adopt, Account, ours), CheckResult.Pass, "Account 111122223333 is the management account of o-acmeacmeac with all features.");
        Assert.Equal(CheckResult.Warn, OrganizationRules.Belongs(LinkMode.Adopt, Account, ours with { AllFeatures = false }).Result);
        Assert.Equal(CheckResult.Info, OrganizationRules.Belongs(LinkMode.Adopt, Account, NoOrganization).Result);
    }

    [Fact]
    public void Vendor19_2_P6_names_what_the_key_lacks()
    {
        Expect(PermissionRules.Permissions([new("s3:CreateBucket", false), new("cur:PutReportDefinition", true), new(PermissionRules.Unneeded, false)], null), CheckResult.Fail, "The key lacks: s3:CreateBucket.");
        Expect(PermissionRules.Permissions([new("s3:CreateBucket", true), new(PermissionRules.Unneeded, false)], null), CheckResult.Pass, "The key has every permission that is needed.");
        Expect(PermissionRules.Permissions([new("s3:CreateBucket", true), new(PermissionRules.Unneeded, true)], null), CheckResult.Info, "The key has administrator access. It works; the minimal policy is safer.");
        Expect(PermissionRules.Permissions(null, Denied), CheckResult.Warn, "Permissions couldn't be simulated; missing ones will show when used.");
        Assert.Equal("arn:aws:iam::111122223333:role/Deploy", PermissionRules.PrincipalOf(Caller("arn:aws:sts::111122223333:assumed-role/Deploy/somebody")));
    }

    [Fact]
    public void Vendor19_2_P7_wants_an_enabled_region()
    {
        Expect(PermissionRules.Region("af-south-1", "ENABLED"), CheckResult.Pass, "Region af-south-1 is enabled.");
        Expect(PermissionRules.Region("af-south-1", "DISABLED"), CheckResult.Fail, "Region af-south-1 is DISABLED for this account.");
        Assert.Equal(CheckResult.Warn, PermissionRules.Region("af-south-1", Denied).Result);
    }

    [Fact]
    public void Vendor19_2_M32_P8_wants_buckets_that_can_be_listed_and_made()
    {
        Expect(BucketRules.Listed(Problem("AccessDenied")), CheckResult.Fail, "The key can't list S3 buckets (AccessDenied).");
        Expect(BucketRules.Created(Problem("TooManyBuckets")), CheckResult.Fail, "S3 buckets can't be created: TooManyBuckets.");
        Assert.Equal(CheckResult.Fail, BucketRules.Creatable([new SimulatedAction("s3:CreateBucket", false)]).Result);
        Assert.Equal(CheckResult.Pass, BucketRules.Creatable([new SimulatedAction("s3:CreateBucket", true)]).Result);
        Assert.Equal(CheckResult.Skipped, BucketRules.Creatable(null).Result);
    }

    [Fact]
    public void Vendor19_2_M32_P9_wants_the_name_of_the_bucket_free()
    {
        var free = new BucketStanding(BucketPlace.Free, null);
        Expect(BucketRules.NameFree(LinkMode.Fresh, Bucket, [], free), CheckResult.Pass, $"Bucket name {Bucket} is free.");
        Expect(BucketRules.NameFree(LinkMode.Fresh, Bucket, [Bucket], free), CheckResult.Fail, $"Bucket {Bucket} exists already.");
        Expect(BucketRules.NameFree(LinkMode.Fresh, Bucket, ["daily-billing-report-other"], free), CheckResult.Fail, "Bucket daily-billing-report-other exists already.");
        Expect(BucketRules.NameFree(LinkMode.Adopt, Bucket, [Bucket], free), CheckResult.Info, $"Bucket {Bucket} exists already.");
        Expect(BucketRules.NameFree(LinkMode.Adopt, Bucket, [], new BucketStanding(BucketPlace.Elsewhere, null)), CheckResult.Fail, $"Bucket name {Bucket} is taken by someone else or not readable.");
        Expect(BucketRules.NameFree(LinkMode.Adopt, Bucket, [], new BucketStanding(BucketPlace.OtherRegion, "eu-west-1")), CheckResult.Warn, $"Bucket {Bucket} exists in region eu-west-1.");
    }

    [Fact]
    public void Vendor19_2_M32_P10_wants_no_report_in_mode_Fresh_and_none_of_the_name_in_mode_Adopt()
    {
        var other = Wanted with { Name = "finance" };
        Expect(ReportRules.Listed(LinkMode.Fresh, Wanted, [other], [], null), CheckResult.Fail, "A Cost and Usage Report is listed already: finance.");
        Expect(ReportRules.Listed(LinkMode.Fresh, Wanted, [], [], null), CheckResult.Pass, "No report is called guildhall-daily.");
        Expect(ReportRules.Listed(LinkMode.Adopt, Wanted, [Wanted], [], null), CheckResult.Info, "Report guildhall-daily is there already and is used.");
        Expect(ReportRules.Listed(LinkMode.Adopt, Wanted, [Wanted with { Format = "Parquet" }], [], null), CheckResult.Fail, "Report guildhall-daily is Parquet, which Guildhall does not read.");
        Assert.Equal(CheckResult.Fail, ReportRules.Listed(LinkMode.Adopt, Wanted, [Wanted with { Bucket = "elsewhere" }], [], null).Result);
        Assert.Equal(CheckResult.Warn, ReportRules.Listed(LinkMode.Adopt, Wanted, [], ["focus"], null).Result);
        Expect(ReportRules.Listed(LinkMode.Fresh, Wanted, null, [], Denied), CheckResult.Fail, "The key may not read report definitions (cur:DescribeReportDefinitions).");
    }

    [Fact]
    public void Vendor19_2_P11_to_P15_tell_what_will_not_work()
    {
        Assert.StartsWith("The organization has 10 of 10 accounts; new ones will fail until AWS raises the quota.", Message(OrganizationRules.Quota(10, 10), CheckResult.Warn), StringComparison.Ordinal);
        Expect(OrganizationRules.Quota(10, 9), CheckResult.Pass, "The organization has 9 of 10 accounts.");
        var off = new Page<DescribedRoot>([new DescribedRoot("r-abcd", ServiceControlPolicies: false)], null);
        Expect(OrganizationRules.PolicyType(off), CheckResult.Warn, "Service control policies are off; suspension and enforcement won't work.");
        Expect(OrganizationRules.Integration(true, false), CheckResult.Info, "Trusted access / service-linked role is missing.");
        Expect(OrganizationRules.Unit("ou-abcd-12345678", Problem("OrganizationalUnitNotFoundException")), CheckResult.Fail, "OU ou-abcd-12345678 doesn't exist.");
        Expect(OrganizationRules.Policy("p-12345678", Problem("PolicyNotFoundException")), CheckResult.Fail, "Policy p-12345678 doesn't exist.");
    }

    [Fact]
    public void Vendor19_2_P16_tells_where_mail_goes()
    {
        Expect(MailRules.Domain("acme.example", new MailRoute.Hosts(["mx1.acme.example", "mx2.acme.example"])), CheckResult.Pass, "Mail to acme.example goes to mx1.acme.example.");
        Expect(MailRules.Domain("acme.example", new MailRoute.Nowhere()), CheckResult.Warn, "acme.example has no mail server; AWS's mail would be lost.");
        Assert.StartsWith("acme.example has no MX record", Message(MailRules.Domain("acme.example", new MailRoute.ItsAddress()), CheckResult.Warn), StringComparison.Ordinal);
        Assert.Equal(CheckResult.Skipped, MailRules.Domain("acme.example", new MailRoute.Untold()).Result);
        Assert.Equal(CheckResult.Skipped, MailRules.Unasked.Result);
    }

    private static string Message(Finding finding, CheckResult result)
    {
        Assert.Equal(result, finding.Result);
        Assert.True(result is CheckResult.Pass or CheckResult.Info or CheckResult.Skipped || finding.Repair is { Length: > 0 }, "It tells no repair.");
        return finding.Message;
    }

    private static void Expect(Finding finding, CheckResult result, string message) => Assert.Equal(message, Message(finding, result));

    private static CallerIdentity Caller(string arn) => new(Account, arn, "AIDA");

    private static CloudProblem Problem(string code) => CloudProblems.Of(new AwsError(400, code, null, null, "request-1"));
}
