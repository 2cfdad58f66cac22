using System.Collections.Immutable;
using Guildhall.App.Billing.Sources;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>A folder into which a file is put as soon as one is opened, as AWS does with reports that it overwrites.</summary>
internal sealed class ReplacedFolder(string folder, BillingMonth month, string account, byte[] more) : IReportSource
{
    private readonly FolderReports _files = new(folder, month, account);

    public Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation) => _files.MonthsAsync(cancellation);

    public Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation) => _files.NewestAsync(month, cancellation);

    public async Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation)
    {
        var opened = await _files.OpenAsync(file, cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder, "z.csv.gz"), more, cancellation);
        return opened;
    }
}
