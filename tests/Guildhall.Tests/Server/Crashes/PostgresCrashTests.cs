using Guildhall.App.Store;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Guildhall is killed, its PostgreSQL goes on.</summary>
[Trait("Ring", "Postgres")]
public sealed class PostgresCrashTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private readonly PostgresDatabase _postgres = new(server);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task F01_F02_F05_No_crash_beside_PostgreSQL_loses_doubles_or_halves_a_change_set()
    {
        var connection = await _postgres.ConnectMigratedAsync();
        // A set that was left behind keeps its experience locked until its lease is over: many experiences leave work to do meanwhile.
        var hall = await PreparedHall.MakeAsync(_folder, Database.Postgres(connection), experiences: 24);
        var (seed, tally) = (CrashTests.Seed(), new CrashTally());
        string?[] faults = ["changeset.accepted", "writer.before-commit", "changeset.before-apply", "writer.after-commit", "changeset.applied", null];
        await CrashTests.RunAsync(new CrashChain(hall, new PostgresStore(_folder, connection), seed, tally), faults, $"seed {seed}");
        output.WriteLine($"seed {seed}: {tally}");
        Assert.Empty(tally.Missing(faults));
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
