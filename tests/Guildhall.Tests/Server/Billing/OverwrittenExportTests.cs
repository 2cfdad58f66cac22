using System.Collections.Immutable;
using System.Text;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>A data export that overwrites its files is read whole or not at all: never some files of one delivery and some of the next. aws-operations.md C.4.</summary>
public abstract class OverwrittenExportTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private BillingMonth _month;
    private ImmutableArray<string> _files = [];

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await CreateExportAsync("OVERWRITE_REPORT");
        await ControlAsync("reports", new { accountId = World.Management });
        var source = (await Guildhall.ReportSources.BucketAsync(Tenant, Cancellation)).Value;
        _month = (await source.MonthsAsync(Cancellation)).Value[0];
        var delivery = (await source.NewestAsync(_month, Cancellation)).Value;
        _files = delivery.Manifest.Files;
        Assert.Contains("/metadata/", delivery.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(_files, f => f.Contains(delivery.Manifest.AssemblyId, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task C4_A_file_that_was_overwritten_after_it_was_read_is_seen_though_the_manifest_is_the_same()
    {
        Assert.Equal("REPORT_REPLACED", await CodeAsync(source => new ReplacedReports(source) { Opened = file => file == _files[0] ? OverwriteAsync() : Task.CompletedTask }));
        Assert.Equal(ReportLoadState.Failed, Assert.Single(await RunsAsync()).State);

        // The next delivery is whole.
        await ControlAsync("reports", new { accountId = World.Management });
        Assert.Null(await CodeAsync(source => source));
        Assert.Equal(ReportLoadState.InForce, (await RunsAsync())[^1].State);
    }

    [Fact(Timeout = 120_000)]
    public async Task C4_A_file_that_was_overwritten_before_it_was_read_is_seen_though_the_manifest_is_the_same()
    {
        await ControlAsync("clock", new { advance = "2m" });
        Assert.Equal("REPORT_REPLACED", await CodeAsync(source => new ReplacedReports(source) { Told = OverwriteAsync }));
        Assert.Equal(ReportLoadState.Failed, Assert.Single(await RunsAsync()).State);
    }

    [Fact(Timeout = 120_000)]
    public async Task C4_A_file_that_is_taken_away_while_it_is_read_is_seen()
    {
        Assert.Equal("REPORT_REPLACED", await CodeAsync(source => new ReplacedReports(source) { Opened = file => file == _files[0] ? Bucket.DeleteAsync(file) : Task.CompletedTask }));
        Assert.Empty(await StoredLoadsAsync());
    }

    private async Task<string?> CodeAsync(Func<IReportSource, IReportSource> with)
    {
        var source = (await Guildhall.ReportSources.BucketAsync(Tenant, Cancellation)).Value;
        var read = await Guildhall.ReportIngest.IngestAsync(Tenant, with(source), _month, Somebody, Cancellation);
        return read.Refused ? read.Problems[0].Code : null;
    }

    /// <summary>AWS has begun to deliver: the first file is another one, the manifest the old one.</summary>
    private Task OverwriteAsync() => Bucket.PutAsync(_files[0], Encoding.UTF8.GetBytes($"bill_payer_account_id\n{World.Management}\n"));
}

public sealed class OverwrittenExportOnSqliteTests() : OverwrittenExportTests(null);

[Trait("Ring", "Postgres")]
public sealed class OverwrittenExportOnPostgresTests(PostgresServer server) : OverwrittenExportTests(new PostgresDatabase(server));
