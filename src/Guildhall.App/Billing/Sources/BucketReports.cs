using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Storage;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>
/// The report of a link, read from its bucket with the link's credentials: the Cost and Usage Report that linking defines, or a data export (CUR 2.0) that is
/// delivered under the same name. A month that both deliver is read from the export. aws-operations.md C.3, C.4.
/// </summary>
public sealed class BucketReports : IReportSource
{
    private readonly ObjectsClient _objects;
    private readonly ReportPlace _place;

    /// <summary>The ETags of files as they were opened last.</summary>
    private readonly ConcurrentDictionary<string, string> _opened = new(StringComparer.Ordinal);

    /// <summary>When the manifests of data exports were written, by the files that they name: AWS writes them after all their files.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    /// <param name="region">The link's.</param>
    public BucketReports(AwsConnection connection, AccountId account, string region)
    {
        var definition = ReportPlan.Definition(account, region);
        _objects = new ObjectsClient(connection, definition.BucketRegion);
        _place = new ReportPlace(account.Value, definition.Bucket, $"{definition.Prefix}/{definition.Name}/");
    }

    public async Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation)
    {
        var reports = await FoldersAsync(_place.Folder, cancellation);
        if (reports.Refused) return reports.Problems;
        var exports = await FoldersAsync(ExportFolders.Metadata(_place), cancellation);
        if (exports.Refused) return exports.Problems;
        return reports.Value.Select(MonthOf).Concat(exports.Value.Select(folder => ExportFolders.MonthOf(_place, folder))).OfType<BillingMonth>().Distinct().OrderDescending().ToImmutableArray();
    }

    public async Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation)
    {
        var exports = await FoldersAsync(ExportFolders.Metadata(_place), cancellation);
        if (exports.Refused) return exports.Problems;
        if (exports.Value.LastOrDefault(folder => ExportFolders.MonthOf(_place, folder) == month) is { } partition) return await ReadAsync(partition, month, month, cancellation);

        // The folder is found by its first date alone: how it ends differs (aws-operations.md C.3).
        var folders = await FoldersAsync($"{_place.Folder}{month.First:yyyyMMdd}-", cancellation);
        if (folders.Refused) return folders.Problems;
        if (folders.Value.IsEmpty) return Problem.Conflict("NO_REPORT", $"AWS has delivered no report for {month} yet.");
        var delivery = await ReadAsync(folders.Value[^1], month, null, cancellation);
        return delivery.Refused || delivery.Value.Manifest.Month == month ? delivery
            : Problem.Conflict("MANIFEST_REFUSED", $"The report's manifest is not believed. It lies under {month} and is for {delivery.Value.Manifest.Month}.");
    }

    /// <summary>An earlier delivery of a Cost and Usage Report lies in a folder of its own, with its manifest (aws-operations.md C.3).</summary>
    public async Task<Result<ReportDelivery>> FindAsync(BillingMonth month, string assembly, CancellationToken cancellation)
    {
        var newest = await NewestAsync(month, cancellation);
        if (!newest.Refused && newest.Value.Manifest.AssemblyId == assembly) return newest;
        var folders = await FoldersAsync($"{_place.Folder}{month.First:yyyyMMdd}-", cancellation);
        if (folders.Refused) return folders.Problems;
        foreach (var folder in folders.Value.Reverse().Select(f => $"{f}{assembly}/").Where(f => _place.Holds(f + "file")))
        {
            var earlier = await ReadAsync(folder, month, null, cancellation);
            if (!earlier.Refused && earlier.Value.Manifest.AssemblyId == assembly && earlier.Value.Manifest.Month == month) return earlier;
            if (earlier.Refused && earlier.Problems[0].Kind == ProblemKind.Upstream) return earlier;
        }

        return newest.Refused && newest.Problems[0].Kind == ProblemKind.Upstream ? newest : ReportDelivery.GoneFor(month);
    }

    /// <summary>Reads the manifest that lies in a folder.</summary>
    private async Task<Result<ReportDelivery>> ReadAsync(string folder, BillingMonth month, BillingMonth? export, CancellationToken cancellation)
    {
        var key = $"{folder}{ReportPlan.Name}-Manifest.json";
        var opened = await _objects.OpenAsync(_place.Bucket, key, _place.Account, cancellation);
        if (!opened.Gave(out var content, out var problem)) return problem.Kind == CloudTrouble.NotFound ? Problem.Conflict("NO_REPORT", $"The report for {month} has no manifest yet: its delivery is under way.") : Refused(problem);
        await using var stream = content.Content;
        var json = await Whole.ReadAsync(stream, ReportManifest.MostBytes, cancellation);
        if (json.Refused) return json.Problems;
        var manifest = ReportManifest.Read(json.Value, _place, export);
        if (manifest.Refused) return manifest.Problems;
        foreach (var file in export is null ? [] : manifest.Value.Files) _written[file] = content.WrittenAt;
        return new ReportDelivery($"{ReportDelivery.Bucket}{_place.Bucket}/{key}", manifest.Value);
    }

    private async Task<Result<ImmutableList<string>>> FoldersAsync(string folder, CancellationToken cancellation)
    {
        var answer = await _objects.ListFoldersAsync(_place.Bucket, folder, _place.Account, cancellation);
        return answer.Gave(out var folders, out var problem) ? folders : Refused(problem);
    }

    public async Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation)
    {
        var opened = await _objects.OpenAsync(_place.Bucket, file, _place.Account, cancellation);
        if (!opened.Gave(out var content, out var problem)) return problem.Kind == CloudTrouble.NotFound ? Problem.Conflict("FILE_MISSING", $"The manifest names {file}, which is not there.") : Refused(problem);
        _opened[file] = content.Tag;
        if (!_written.TryGetValue(file, out var manifest) || content.WrittenAt <= manifest) return content.Content;
        await content.Content.DisposeAsync();
        return ReportDelivery.Replaced;
    }

    public async Task<Problem?> ChangedAsync(ImmutableArray<string> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            var answer = await _objects.FindTagAsync(_place.Bucket, file, _place.Account, cancellation);
            if (!answer.Gave(out var tag, out var problem)) return Refused(problem);
            if (_opened.TryGetValue(file, out var opened) && opened != tag) return ReportDelivery.Replaced;
        }

        return null;
    }

    /// <summary>The month of a folder such as <c>cur/guildhall-daily/20261101-20261201/</c>.</summary>
    private BillingMonth? MonthOf(string folder) =>
        folder.Length >= _place.Folder.Length + 8
        && DateOnly.TryParseExact(folder.AsSpan(_place.Folder.Length, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first is { Day: 1, Year: >= 2000 } ? BillingMonth.Of(first) : null;

    private Problem Refused(CloudProblem problem) => problem.Kind is CloudTrouble.Denied
        ? new Problem(ProblemKind.Upstream, "REPORT_DENIED", $"AWS does not let the link read the bucket {_place.Bucket}: it is another account's, or the key lacks s3:ListBucket or s3:GetObject.")
        : new Problem(ProblemKind.Upstream, "REPORT_UNREACHABLE", problem.Message);
}
