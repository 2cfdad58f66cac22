using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Sources;

/// <summary>
/// Report files that somebody has in a folder of this machine, without a manifest: those of one payer and month, and those that do not tell whose they are, whose lines are faults then.
/// </summary>
/// <param name="folder">An existing folder.</param>
/// <param name="period">Whose files they are.</param>
/// <param name="account">The account that pays: 12 digits.</param>
public sealed class FolderReports(string folder, BillingMonth period, string account) : IReportSource
{
    public Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation) => Task.FromResult<Result<ImmutableArray<BillingMonth>>>(ImmutableArray.Create(period));

    public async Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (FolderFiles.Find(folder) is not { } all) return FolderFiles.Missing(folder);
        var files = ImmutableArray.CreateBuilder<FileInfo>();
        foreach (var file in all)
        {
            var glance = await FolderFiles.GlanceAsync(file, cancellation);
            if (glance.Refused || glance.Value is not { } told || (told.Payer.Value == account && told.Month == period)) files.Add(file);
        }

        return month != period || files.Count == 0 ? FolderFiles.None()
            : files.Count > ReportManifest.MostFiles ? Problem.Conflict("MANIFEST_REFUSED", $"The folder has {files.Count:N0} files of {period}; at most {ReportManifest.MostFiles:N0} are read.")
            : new ReportDelivery(folder, new ReportManifest(Assembly(files), account, month, [.. files.Select(f => f.Name)]));
    }

    public Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation) => Task.FromResult(FolderFiles.Open(folder, file));

    /// <summary>The same files, unchanged, are the same delivery.</summary>
    private static string Assembly(IEnumerable<FileInfo> files) =>
        "files-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => $"{f.Name}\t{f.Length}\t{f.LastWriteTimeUtc.Ticks}")))).AsSpan(0, 16));
}
