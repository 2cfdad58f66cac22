using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>
/// Report files that somebody has in a folder of this machine: one month's, without a manifest, for those who have files and no link. Only what lies in the folder
/// itself is read, no link that leads elsewhere.
/// </summary>
/// <param name="folder">An existing folder.</param>
/// <param name="period">Whose files they are.</param>
/// <param name="account">The account that pays: 12 digits.</param>
public sealed class FolderReports(string folder, BillingMonth period, string account) : IReportSource
{
    private static readonly ImmutableArray<string> Endings = [".csv", ".csv.gz"];

    public Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation) => Task.FromResult<Result<ImmutableArray<BillingMonth>>>(ImmutableArray.Create(period));

    public Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (Files() is not { } files) return Task.FromResult<Result<ReportDelivery>>(Problem.Conflict("FILE_MISSING", $"The folder {folder} is not there, or must not be read."));
        return Task.FromResult<Result<ReportDelivery>>(
            month != period || files.Length == 0 ? Problem.Conflict("NO_REPORT", "The folder has no file that ends with .csv or .csv.gz.")
            : files.Length > ReportManifest.MostFiles ? Problem.Conflict("MANIFEST_REFUSED", $"The folder has {files.Length:N0} files; at most {ReportManifest.MostFiles:N0} are read.")
            : new ReportDelivery(folder, new ReportManifest(Assembly(files), account, month, [.. files.Select(f => f.Name)])));
    }

    public Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation) => Task.FromResult(Open(file));

    private Result<Stream> Open(string file)
    {
        try
        {
            return new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Problem.Conflict("FILE_MISSING", $"{file} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Null when it is not there, or must not be read: by another user than the one who named it.</summary>
    private FileInfo[]? Files()
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LinkTarget is null && Endings.Any(e => f.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))).OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The same files, unchanged, are the same delivery.</summary>
    private static string Assembly(FileInfo[] files) =>
        "files-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => $"{f.Name}\t{f.Length}\t{f.LastWriteTimeUtc.Ticks}")))).AsSpan(0, 16));
}
