using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Guildhall.Tests.Server.Demo;

/// <summary><c>guildhall demo</c> as contract.md 2 and 3 promise it, and the commands beside it. One demo serves them all.</summary>
[Trait("Ring", "Clients")]
public sealed partial class DemoTests(DemoProcess demo) : IClassFixture<DemoProcess>
{
    private readonly JsonNode _guide = demo.Guide;

    [Fact]
    public void The_guide_has_everything_and_is_its_owners_alone()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(demo.GuideFile));
        Assert.Equal(
            ["url", "awsUrl", "organizationId", "rootId", "managementAccountId", "delegatedAdministratorAccountId", "buyerAccountId", "standaloneAccountId", "aws", "freshAccount", "users"],
            _guide.AsObject().Select(member => member.Key));
        Assert.Equal(
            ["MarketplaceManager", "Administrator", "DelegatedAdministrator", "Buyer", "StandaloneOwner"],
            _guide["users"]!.AsArray().Select(user => Text(user, "role")));
        Assert.Equal(
            [null, Text(_guide, "managementAccountId"), Text(_guide, "delegatedAdministratorAccountId"), Text(_guide, "buyerAccountId"), Text(_guide, "standaloneAccountId")],
            _guide["users"]!.AsArray().Select(user => user!["accountId"]?.GetValue<string>()));
        Assert.All(_guide["users"]!.AsArray().Skip(1), user => Assert.StartsWith("AKIAGH", Text(user, "accessKeyId"), StringComparison.Ordinal));
        Assert.StartsWith("AKIA0", Text(_guide["aws"], "accessKeyId"), StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", File.ReadAllText(demo.GuideFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_servers_answer_where_the_guide_says()
    {
        using var http = new HttpClient();
        using var ready = await http.GetAsync($"{Text(_guide, "url")}/health/ready", TestContext.Current.CancellationToken);
        using var calls = await http.GetAsync($"{Text(_guide, "awsUrl")}/_simulation/calls", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ready.StatusCode, calls.StatusCode));
    }

    [Fact]
    public async Task Vendor15_1_There_are_reports_of_this_month_and_of_three_before_it_with_purchases_on_the_marketplace()
    {
        using var s3 = Storage();
        var bucket = "daily-billing-report-" + Text(_guide, "managementAccountId");
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = "cur/guildhall-daily/", Delimiter = "/" }, TestContext.Current.CancellationToken);

        // In the first hours of a month nothing of it is counted yet.
        Assert.InRange(listed.CommonPrefixes.Count, 3, 4);
        var files = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = listed.CommonPrefixes[1] }, TestContext.Current.CancellationToken);
        using var file = await s3.GetObjectAsync(bucket, files.S3Objects.First(known => known.Key.EndsWith("-1.csv.gz", StringComparison.Ordinal)).Key, TestContext.Current.CancellationToken);
        using var text = new StreamReader(new GZipStream(file.ResponseStream, CompressionMode.Decompress));
        Assert.Contains("AWS Marketplace", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bill_names_the_agreements_that_accounts_have_and_some_that_nobody_made_here()
    {
        var listed = await demo.CommandAsync("agreement", "list", "--json");
        Assert.Equal((0, ""), (listed.ExitCode, listed.ErrorText));
        var agreements = JsonNode.Parse(listed.Output)!.AsArray();
        Assert.Equal(6, agreements.Count);
        Assert.Single(agreements.GroupBy(a => Text(a, "productId")), same => same.Count() == 2);
        Assert.Single(agreements, agreement => !agreement!["approved"]!.GetValue<bool>());

        var billed = await BilledAsync();
        Assert.Single(agreements, agreement => !billed.Contains(Text(agreement, "id")));
        Assert.Equal(3, billed.Except(agreements.Select(a => Text(a, "id"))).Count());
    }

    [Fact]
    public async Task A_port_in_use_ends_with_1_before_anything_is_written()
    {
        var port = new Uri(Text(_guide, "url")).Port;
        var ended = await demo.CommandAsync("demo", "--port", $"{port}", "--aws-port", "0", "--data", "elsewhere");

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"{port}", ended.ErrorText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(demo.Folder, "elsewhere")));
    }

    [Fact]
    public async Task A_second_demo_on_the_folder_is_refused()
    {
        var ended = await demo.CommandAsync("demo", "--port", "0", "--aws-port", "0");

        Assert.Equal(1, ended.ExitCode);
        Assert.True(File.Exists(demo.GuideFile));
    }

    [Fact]
    public async Task Keys_are_made_and_disabled_beside_the_running_server()
    {
        var refused = await demo.CommandAsync("key", "create", "--account", Text(_guide, "buyerAccountId"), "--user", "visitor", "--policy", "NoSuchPolicy");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("NoSuchPolicy", refused.ErrorText, StringComparison.Ordinal);

        var created = await demo.CommandAsync("key", "create", "--account", Text(_guide, "buyerAccountId"), "--user", "visitor", "--policy", "GuildhallBuyer", "AWSPrivateMarketplaceRequests", "--json");
        Assert.Equal(0, created.ExitCode);
        var key = JsonNode.Parse(created.Output)!;
        Assert.Equal(["AccessKeyId", "SecretAccessKey"], key.AsObject().Select(member => member.Key));

        var disabled = await demo.CommandAsync("--json", "key", "disable", Text(key, "AccessKeyId"));
        Assert.Equal(0, disabled.ExitCode);
        Assert.False(JsonNode.Parse(disabled.Output)!["active"]!.GetValue<bool>());
        Assert.Equal(1, (await demo.CommandAsync("key", "disable", "AKIAGHNOSUCHKEYATALL")).ExitCode);
    }

    [Fact]
    public async Task Explain_tells_the_decision_the_experience_the_path_and_who_approves()
    {
        var ended = await demo.CommandAsync("explain", Text(_guide, "buyerAccountId"), "prod-nosuchproduct", "--json");

        Assert.Equal((0, ""), (ended.ExitCode, ended.ErrorText));
        var told = JsonNode.Parse(ended.Output)!;
        Assert.Equal(("DENY", "PRODUCT_NOT_FOUND", "Acme", "Inherited"), (Text(told, "decision"), Text(told, "reason"), Text(told, "experienceName"), Text(told, "relationship")));
        Assert.Equal(["ACCOUNT", "ORGANIZATIONAL_UNIT", "ORGANIZATION"], told["path"]!.AsArray().Select(step => Text(step, "type")));
        Assert.Equal(
            [Text(_guide, "managementAccountId"), Text(_guide, "delegatedAdministratorAccountId")],
            told["approvers"]!.AsArray().Select(account => account!.GetValue<string>()));
        Assert.Equal(1, (await demo.CommandAsync("explain", "000000000000", "prod-nosuchproduct")).ExitCode);
        Assert.Equal(2, (await demo.CommandAsync("explain")).ExitCode);
    }

    [Fact]
    public async Task The_linked_organization_is_listed_and_synced()
    {
        var listed = await demo.CommandAsync("organization", "list", "--json");
        Assert.Equal(0, listed.ExitCode);
        var link = Assert.Single(JsonNode.Parse(listed.Output)!.AsArray(), item => Text(item, "name") == "Acme");
        Assert.Equal((Text(_guide, "managementAccountId"), Text(_guide, "organizationId")), (Text(link, "accountId"), Text(link, "organizationId")));

        var synced = await demo.CommandAsync("organization", "sync", Text(link, "id"), "--wait", "--json");
        Assert.Equal((0, ""), (synced.ExitCode, synced.ErrorText));
        Assert.Equal(Text(link, "id"), Text(JsonNode.Parse(synced.Output), "id"));
        Assert.Equal(1, (await demo.CommandAsync("organization", "sync", "no-such-link")).ExitCode);
    }

    /// <summary>The agreements that the lines of all months name.</summary>
    private async Task<HashSet<string>> BilledAsync()
    {
        using var s3 = Storage();
        var bucket = "daily-billing-report-" + Text(_guide, "managementAccountId");
        var files = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = "cur/guildhall-daily/" }, TestContext.Current.CancellationToken);
        var billed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files.S3Objects.Where(known => known.Key.EndsWith(".csv.gz", StringComparison.Ordinal)))
        {
            using var part = await s3.GetObjectAsync(bucket, file.Key, TestContext.Current.CancellationToken);
            using var text = new StreamReader(new GZipStream(part.ResponseStream, CompressionMode.Decompress));
            billed.UnionWith(AgreementForm().Matches(await text.ReadToEndAsync(TestContext.Current.CancellationToken)).Select(match => match.Value));
        }

        return billed;
    }

    private AmazonS3Client Storage() => new(
        new BasicAWSCredentials(Text(_guide["aws"], "accessKeyId"), Text(_guide["aws"], "secretAccessKey")),
        new AmazonS3Config { ServiceURL = Text(_guide, "awsUrl"), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    [GeneratedRegex("agmt-[a-z0-9]+")]
    private static partial Regex AgreementForm();

    private static string Text(JsonNode? node, string member) => node![member]!.GetValue<string>();
}
