using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Guildhall.Tests.SimulatedAws.Reports;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>The simulation's billing reports in the hands of AWS's clients. aws-operations.md A.11, C.3, C.4.</summary>
[Trait("Ring", "Clients")]
public sealed class ReportClientTests : IAsyncLifetime
{
    private BillingWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await BillingWorld.StartAsync(members: 30, TimeProvider.System);
        await _world.DefineAsync();
        await _world.ControlAsync("subscriptions", new { accountId = _world.Members[0], productCode = "code", productTitle = "A product, of \"ours\"", seller = "Seller", agreementId = "agmt-1", from = "2026-01-05", monthly = 100, daily = 3 });
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId, months = 2 });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task boto3_csv_and_decimal_come_to_the_same_sum()
    {
        var key = _world.Payer.Key;
        var seen = JsonElement.Parse((await Python.RunAsync("Clients/report_with_boto3.py", _world.Cloud.Url.ToString(), key.AccessKeyId, key.SecretAccessKey, BillingWorld.Bucket, _world.Payer.AccountId)).Single());

        List<ReportRow> rows = [];
        foreach (var month in await _world.KeysAsync()) if (month.Split('/') is [_, _, var folder, "daily-Manifest.json"]) rows.AddRange(await _world.RowsAsync(folder));
        Assert.True(seen.GetProperty("matching").GetBoolean());
        Assert.Equal((3, rows.Count), (seen.GetProperty("months").GetInt32(), seen.GetProperty("rows").GetInt32()));
        Assert.Equal(rows.Sum(row => row.Cost), Number(seen.GetProperty("total")));
        foreach (var type in rows.GroupBy(row => row.Type)) Assert.Equal(type.Sum(row => row.Cost), Number(seen.GetProperty("byType").GetProperty(type.Key)));

        static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_AWS_CLI_shows_the_status_and_the_SDK_for_NET_reads_the_files()
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(_world.Payer.Key.AccessKeyId, _world.Payer.Key.SecretAccessKey), new AmazonS3Config { ServiceURL = _world.Cloud.Url.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = BillingWorld.Bucket, Prefix = BillingWorld.Root, ExpectedBucketOwner = _world.Payer.AccountId }, TestContext.Current.CancellationToken);
        foreach (var known in listed.S3Objects)
        {
            using var read = await s3.GetObjectAsync(new GetObjectRequest { BucketName = BillingWorld.Bucket, Key = known.Key, EtagToMatch = known.ETag }, TestContext.Current.CancellationToken);
            Assert.Equal(known.Size, read.ContentLength);
        }

        Assert.Equal(12, listed.S3Objects.Count);
        var status = (await new AwsCli(_world.Cloud.Url, _world.Payer.Key.AccessKeyId, _world.Payer.Key.SecretAccessKey).RunAsync("cur describe-report-definitions")).Json.GetProperty("ReportDefinitions")[0].GetProperty("ReportStatus");
        Assert.Equal("SUCCESS", status.GetProperty("lastStatus").GetString());
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", status.GetProperty("lastDelivery").GetString());
    }
}
