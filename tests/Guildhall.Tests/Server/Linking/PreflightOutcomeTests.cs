using System.Net;
using System.Text.Json;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Every message of vendor-integration.md 8.2 for its cause, produced by the simulated AWS and read on page, API and command line.</summary>
public sealed class PreflightOutcomeTests(PreflightHall hall) : IClassFixture<PreflightHall>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fail", "InvalidClientTokenId", "P2", "The API key doesn't exist, is inactive, or belongs to another partition.")]
    [InlineData("fail", "SignatureDoesNotMatch", "P2", "The API secret doesn't belong to this key.")]
    [InlineData("fail", "RequestExpired", "P2", "This server's clock differs from AWS's by \\d s\\.")]
    [InlineData("fail", "AccessDenied", "P2", "An organization policy blocks this key.")]
    [InlineData("fail", "ExpiredToken", "P2", "The key is temporary and has expired.")]
    [InlineData("drop-answer", null, "P1", @"AWS can't be reached at 127.0.0.1:\d+: ")]
    public async Task Vendor19_2_P1_P2_tell_what_is_wrong_with_the_way_and_with_the_key(string kind, string? code, string id, string message)
    {
        var (account, key) = hall.Hall.FreshAccount("Key" + (code ?? kind).Replace("-", "", StringComparison.Ordinal));
        await hall.ClearAsync();
        await hall.FaultAsync("sts:GetCallerIdentity", kind, code);
        await hall.ExpectAsync(new Checked(account, key), (id, "fail", message), ("P3", "skipped", "Not run."), ("P16", "skipped", "Not run."));
        await hall.ClearAsync();
    }

    [Fact]
    public async Task Vendor19_2_P2_compares_the_clocks_before_it_blames_the_secret()
    {
        var (account, key) = hall.Hall.FreshAccount("Clock");
        await hall.ClearAsync();
        hall.Clock.Ahead = TimeSpan.FromSeconds(1_230);
        var page = await hall.PageAsync(new Checked(account, key));
        hall.Clock.Ahead = TimeSpan.Zero;
        Assert.Matches(@"This server's clock differs from AWS's by 12[2-9]\d s\.", page);
        Assert.DoesNotContain("doesn't belong to this key", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendor19_2_P3_to_P5_tell_whose_key_it_is_and_what_the_account_belongs_to()
    {
        var (account, key) = hall.Hall.FreshAccount("Whose");
        await hall.ClearAsync();
        await hall.ExpectAsync(new Checked("111122223333", key), ("P3", "fail", $"The key belongs to account {account}, not 111122223333."), ("P4", "skipped", "Not run."));
        var (own, organization, _) = await hall.OrganizationAsync("Owns", quota: 2);
        await hall.ExpectAsync(
            own,
            ("P4", "warn", @"This is a root key. Create an IAM user \(AppDirect names it AppDirect-api-credentials; we suggest guildhall-api\) and delete the root key."),
            ("P5", "fail", $"This account already belongs to organization {organization}. Choose \"Use my existing organization\" or another account."),
            ("P6", "info", "The key has administrator access. It works; the minimal policy is safer."));
        var member = await MemberAsync(own);
        await hall.ExpectAsync(new Checked(member, hall.Hall.MemberKey(member)), ("P5", "fail", $"Account {member} is a member of {organization}; its management account is {own.Account}. Link that one."));
    }

    [Fact]
    public async Task Vendor19_2_P5_P11_to_P15_tell_what_is_missing_in_an_organization()
    {
        var (own, _, root) = await hall.OrganizationAsync("Full", quota: 1);
        await hall.ClearAsync();
        var adopted = own with { Mode = "adopt" };
        await hall.Hall.SimulateAsync("DisablePolicyType", new { RootId = root, PolicyType = "SERVICE_CONTROL_POLICY" }, own.Key);
        await hall.ExpectAsync(
            adopted,
            ("P11", "warn", "The organization has 1 of 1 accounts; new ones will fail until AWS raises the quota. Default quota is 10, new organizations may have less."),
            ("P12", "info", "AWS lets you invite existing accounts only after the management account's e-mail is verified. This shows at the first invitation."),
            ("P13", "warn", "Service control policies are off; suspension and enforcement won't work."),
            ("P14", "info", "Trusted access / service-linked role is missing."));
        var unit = root.Replace("r-", "ou-", StringComparison.Ordinal) + "-abcd1234";
        Assert.Contains($"OU {unit} doesn't exist.", await hall.PageAsync(adopted, ("Parent", unit)), StringComparison.Ordinal);
        Assert.Contains("Policy p-abcd1234 doesn't exist.", await hall.PageAsync(adopted, ("Policies", "p-abcd1234")), StringComparison.Ordinal);

        var (account, key) = hall.Hall.FreshAccount("Billing");
        await hall.Hall.SimulateAsync("CreateOrganization", new { FeatureSet = "CONSOLIDATED_BILLING" }, key);
        await hall.FaultAsync("ListServiceQuotas", "fail", "AccessDeniedException");
        await hall.ExpectAsync(new Checked(account, key) { Mode = "adopt" }, ("P5", "warn", "All features must be enabled in the organization"), ("P11", "info", "The account quota couldn't be read."));
        await hall.ClearAsync();
    }

    [Fact]
    public async Task Vendor19_2_P5_to_P10_tell_what_the_key_may_not_do()
    {
        var (account, key) = hall.Hall.FreshAccount("Denied");
        await hall.ClearAsync();
        foreach (var (operation, code) in new[] { ("DescribeOrganization", "AccessDeniedException"), ("SimulatePrincipalPolicy", "AccessDenied"), ("s3:ListBuckets", "AccessDenied"), ("DescribeReportDefinitions", "AccessDeniedException") })
            await hall.FaultAsync(operation, "fail", code);
        await hall.ExpectAsync(
            new Checked(account, key) { Region = "af-south-1" },
            ("P5", "fail", "The key may not call organizations:DescribeOrganization."),
            ("P6", "warn", "Permissions couldn't be simulated; missing ones will show when used."),
            ("P7", "fail", "Region af-south-1 is DISABLED for this account."),
            ("P8", "fail", @"The key can't list S3 buckets \(AccessDenied\)."),
            ("P10", "fail", @"The key may not read report definitions \(cur:DescribeReportDefinitions\)."));
        await hall.ClearAsync();
        var weak = await hall.Hall.UserKeyAsync(account, "weak", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:CreateBucket","Resource":"*"}]}""");
        await hall.ExpectAsync(new Checked(account, weak), ("P4", "pass", "The key belongs to an IAM user or role."), ("P6", "fail", "The key lacks: s3:CreateBucket."), ("P8b", "fail", "S3 buckets can't be created: s3:CreateBucket is not allowed."));
    }

    [Fact]
    public async Task Vendor19_2_P8_to_P10_tell_of_buckets_and_reports_that_stand_in_the_way()
    {
        var (account, key) = hall.Hall.FreshAccount("Buckets");
        await hall.ClearAsync();
        var bucket = $"daily-billing-report-{account}";
        var fresh = new Checked(account, key);
        await hall.FaultAsync("CreateBucket", "fail", "TooManyBuckets");
        await hall.FaultAsync("HeadBucket", "fail", "AccessDenied");
        await hall.ExpectAsync(fresh with { Deep = true }, ("P8b", "fail", "S3 buckets can't be created: TooManyBuckets."), ("P9", "fail", $"Bucket name {bucket} is taken by someone else or not readable."));
        await hall.ClearAsync();
        await hall.FaultAsync("HeadBucket", "fail", "PermanentRedirect");
        await hall.ExpectAsync(fresh, ("P9", "warn", $"Bucket {bucket} exists in region "));
        await hall.ClearAsync();

        await LinkAndForgetAsync(fresh);
        await hall.ExpectAsync(fresh, ("P9", "fail", $"Bucket {bucket} exists already."), ("P10", "fail", "A Cost and Usage Report is listed already: guildhall-daily."));
        await hall.ExpectAsync(fresh with { Mode = "adopt" }, ("P9", "info", $"Bucket {bucket} exists already."), ("P10", "info", "Report guildhall-daily is there already and is used."));
    }

    [Theory]
    [InlineData("mail.example", "pass", @"Mail to mail\.example goes to mx1\.mail\.example\.")]
    [InlineData("long.example", "pass", @"Mail to long\.example goes to mx01\.long\.example\.")]
    [InlineData("nowhere.example", "warn", @"nowhere\.example has no mail server; AWS's mail would be lost\.")]
    [InlineData("refuses.example", "warn", @"refuses\.example has no mail server; AWS's mail would be lost\.")]
    [InlineData("empty.example", "warn", @"empty\.example has no mail server; AWS's mail would be lost\.")]
    [InlineData("website.example", "warn", @"website\.example has no MX record: AWS's mail goes to the address of website\.example itself, and is lost when no mail server is there\.")]
    [InlineData("broken.example", "skipped", @"Not checked: no DNS server told of broken\.example\.")]
    public async Task Vendor19_2_P16_tells_whether_mail_to_the_domain_goes_anywhere(string domain, string result, string message)
    {
        var (account, key) = hall.Hall.FreshAccount("Mail" + domain.Replace(".", "", StringComparison.Ordinal));
        await hall.ClearAsync();
        await hall.ExpectAsync(new Checked(account, key) { Pattern = $"aws+%s@{domain}" }, ("P16", result, message));
    }

    private async Task<string> MemberAsync(Checked management)
    {
        var made = JsonElement.Parse(await hall.Hall.SimulateAsync("CreateAccount", new { Email = "member@own.example", AccountName = "Member" }, management.Key)).GetProperty("CreateAccountStatus");
        while (made.GetProperty("State").GetString() == "IN_PROGRESS")
        {
            await Task.Delay(50, Cancellation);
            made = JsonElement.Parse(await hall.Hall.SimulateAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = made.GetProperty("Id").GetString() }, management.Key)).GetProperty("CreateAccountStatus");
        }

        return made.GetProperty("AccountId").GetString()!;
    }

    /// <summary>Makes everything on AWS, as linking does, and forgets the link.</summary>
    private async Task LinkAndForgetAsync(Checked form)
    {
        const string Path = "/api/v1/vendors/aws/organizations";
        var saved = await hall.Manager.PostAsync(Path, new { accountId = form.Account, accessKeyId = form.Key.AccessKeyId, secretAccessKey = form.Key.SecretAccessKey, emailPattern = "gone+%s@acme.example" });
        Assert.True(saved.Status == HttpStatusCode.Created, saved.Body);
        var link = $"{Path}/{saved.Json["link"]!["id"]!.GetValue<string>()}";
        for (var tries = 0; (string)(await hall.Manager.GetAsync(link)).Json["state"]! != "Active"; tries++)
        {
            Assert.True(tries < 200, (await hall.Manager.GetAsync(link)).Body);
            await Task.Delay(50, Cancellation);
        }

        var removed = await hall.Manager.SendAsync(HttpMethod.Delete, link, $$"""{"accountId":"{{form.Account}}","noDefault":true}""");
        Assert.True(removed.Status == HttpStatusCode.OK, removed.Body);
    }
}
