using System.Collections.Immutable;
using Guildhall.App.Billing.Sources;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>A source in whose reading AWS writes: what is done between its steps.</summary>
internal sealed class ReplacedReports(IReportSource inner) : IReportSource
{
    /// <summary>After the manifest was read and before any file is opened.</summary>
    public Func<Task> Told { get; init; } = () => Task.CompletedTask;

    /// <summary>After a file was opened.</summary>
    public Func<string, Task> Opened { get; init; } = _ => Task.CompletedTask;

    public Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation) => inner.MonthsAsync(cancellation);

    public async Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation)
    {
        var newest = await inner.NewestAsync(month, cancellation);
        await Told();
        return newest;
    }

    public async Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation)
    {
        var opened = await inner.OpenAsync(file, cancellation);
        await Opened(file);
        return opened;
    }

    public Task<Problem?> ChangedAsync(ImmutableArray<string> files, CancellationToken cancellation) => inner.ChangedAsync(files, cancellation);
}
