using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Benchmarks.Servers;
using Guildhall.Domain.Billing;
using Microsoft.Extensions.Logging.Abstractions;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Billing;

/// <summary>A Guildhall that reads reports from files and stores their costs, in SQLite: as <c>guildhall report ingest --folder</c> does.</summary>
internal sealed class ReportStore : IAsyncDisposable
{
    private static readonly BillingMonth Month = BillingMonth.Of(ReportGenerator.Period);

    private readonly Installation _guildhall;

    private ReportStore(Installation guildhall) => _guildhall = guildhall;

    /// <summary>That of an organization of 500 accounts.</summary>
    public static Task<PreparedFolder> PrepareAsync() => PreparedFolder.MakeAsync(new World(500, 2_000, widest: 40, usual: 40));

    /// <param name="folder">The path of a prepared one.</param>
    /// <param name="masterKey">Its master key, base64.</param>
    public static async Task<ReportStore> OpenAsync(string folder, string masterKey)
    {
        var database = Database.Sqlite(Path.Combine(folder, DatabaseSettings.SqliteFile));
        return new ReportStore(await Installation.OpenAsync(new InstallationOptions(database, MasterKey.FindIn(masterKey)!) { ReportUnpackedTotal = long.MaxValue }, NullLoggerFactory.Instance, CancellationToken.None));
    }

    /// <summary>Reads the files as one delivery, a new one each time, and puts it in force.</summary>
    public async Task<(long Rows, int Groups, string Total)> IngestAsync(string[] files)
    {
        var source = new GivenFiles(files);
        var read = await _guildhall.ReportIngest.IngestAsync(PreparedFolder.Tenant, source, Month, ActOrigin.Operator("benchmark"), CancellationToken.None);
        if (read.Refused) throw new InvalidOperationException(read.Problems[0].Message);
        return (read.Value.Rows, read.Value.Accounts, read.Value.Sums["USD"].ToString());
    }

    public ValueTask DisposeAsync() => _guildhall.DisposeAsync();
}
