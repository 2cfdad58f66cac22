using System.Collections.Immutable;
using Guildhall.App.Billing.Sources;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Benchmarks.Billing;

/// <summary>Files as the one delivery that there is, with a name of its own.</summary>
internal sealed class GivenFiles(string[] files) : IReportSource
{
    private readonly string _assembly = Guid.NewGuid().ToString();

    public Task<Result<ImmutableArray<BillingMonth>>> MonthsAsync(CancellationToken cancellation) => Task.FromResult<Result<ImmutableArray<BillingMonth>>>(ImmutableArray.Create(BillingMonth.Of(ReportGenerator.Period)));

    public Task<Result<ReportDelivery>> NewestAsync(BillingMonth month, CancellationToken cancellation) =>
        Task.FromResult<Result<ReportDelivery>>(new ReportDelivery("files", new ReportManifest(_assembly, ReportGenerator.Payer, month, [.. files.Select((file, n) => $"{n}/{file}")])));

    public Task<Result<Stream>> OpenAsync(string file, CancellationToken cancellation) => Task.FromResult<Result<Stream>>(File.OpenRead(file[(file.IndexOf('/', StringComparison.Ordinal) + 1)..]));
}
