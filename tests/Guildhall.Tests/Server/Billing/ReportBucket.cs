using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Guildhall.App.Linking;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Billing;

/// <summary>The bucket of a hall's organization, as AWS fills it. aws-operations.md C.3.</summary>
internal sealed class ReportBucket(RunningHall hall) : IDisposable
{
    private readonly AmazonS3Client _s3 = new(
        new BasicAWSCredentials(hall.World.Aws.AccessKeyId, hall.World.Aws.SecretAccessKey),
        new AmazonS3Config { ServiceURL = hall.AwsUrl, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });

    public static string Name(RunningHall hall) => "daily-billing-report-" + hall.World.Management;

    /// <summary>A delivery of the month: each file with these lines.</summary>
    /// <param name="month">As in <c>2026-10</c>.</param>
    public async Task DeliverAsync(string month, string assembly, params IReadOnlyList<IEnumerable<ReportRow>> files)
    {
        foreach (var (number, rows) in files.Index()) await PutAsync(KeyOf(month, assembly, number + 1), Packed(month, rows));
        await PutManifestAsync(month, assembly, [.. files.Index().Select(f => KeyOf(month, assembly, f.Index + 1))]);
    }

    /// <summary>The manifest alone, at the top, as the one that says which delivery is the newest.</summary>
    public Task PutManifestAsync(string month, string assembly, IEnumerable<string> keys, string? account = null, string contentType = "text/csv") => PutManifestAsync(month, new
    {
        assemblyId = assembly,
        account = account ?? hall.World.Management,
        bucket = Name(hall),
        reportName = "guildhall-daily",
        compression = "GZIP",
        contentType,
        billingPeriod = new { start = $"{First(month):yyyyMMdd}T000000.000Z", end = $"{First(month).AddMonths(1):yyyyMMdd}T000000.000Z" },
        reportKeys = keys,
    });

    public Task PutManifestAsync(string month, object manifest) => PutAsync($"{FolderOf(month)}guildhall-daily-Manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest));

    public async Task PutAsync(string key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = Name(hall), Key = key, InputStream = content, UseChunkEncoding = false }, TestContext.Current.CancellationToken);
    }

    /// <summary>Replaces the bucket's policy, as creating a report in the billing console does; null gives the one back that Guildhall made.</summary>
    public Task PutPolicyAsync(string? policy) =>
        _s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = Name(hall), Policy = policy ?? ReportPlan.BucketPolicy(new AccountId(hall.World.Management)) }, TestContext.Current.CancellationToken);

    public Task DeleteBucketAsync() => _s3.DeleteBucketAsync(Name(hall), TestContext.Current.CancellationToken);

    public Task DeleteAsync(string key) => _s3.DeleteObjectAsync(Name(hall), key, TestContext.Current.CancellationToken);

    public byte[] Packed(string month, IEnumerable<ReportRow> rows) => Packed(string.Join('\n', [ReportRow.Header, .. rows.Select(r => r.In(month, hall.World.Management)), ""]));

    public static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public static string KeyOf(string month, string assembly, int number) => $"{FolderOf(month)}{assembly}/guildhall-daily-{number}.csv.gz";

    public void Dispose() => _s3.Dispose();

    private static string FolderOf(string month) => $"cur/guildhall-daily/{First(month):yyyyMMdd}-{First(month).AddMonths(1):yyyyMMdd}/";

    private static DateOnly First(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
