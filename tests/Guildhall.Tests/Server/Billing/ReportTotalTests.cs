using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Billing;

/// <summary>What all files of a delivery may unpack to together. security.md S-58, F-52.</summary>
public abstract class ReportTotalTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const int Count = 1_000;

    /// <summary>A file of so many lines has some hundred thousand bytes.</summary>
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { ReportUnpackedTotal = 150_000 });

    [Fact(Timeout = 120_000)]
    public async Task S58_The_files_of_a_delivery_unpack_to_no_more_than_the_total_that_is_set()
    {
        await Bucket.DeliverAsync(October, "one", Lines(Count));
        Assert.Empty((await IngestAsync()).Error);
        await Bucket.DeliverAsync(October, "two", Lines(Count), Lines(Count));

        var fetched = await Guildhall.ReportFetches.FetchAsync(Tenant, null, Somebody, Cancellation);

        Assert.Equal("REPORT_FILE_TOO_LARGE", Assert.Single(fetched.Value).Problem!.Code);
        Assert.Equal([ReportLoadState.InForce, ReportLoadState.Failed], (await RunsAsync()).Select(r => r.State));
        Assert.Equal(Count / 10m, (await CostsAsync()).Values.Sum());
    }
}

public sealed class ReportTotalOnSqliteTests() : ReportTotalTests(null);

[Trait("Ring", "Postgres")]
public sealed class ReportTotalOnPostgresTests(PostgresServer server) : ReportTotalTests(new PostgresDatabase(server));
