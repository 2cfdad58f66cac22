using System.Globalization;
using Guildhall.App.Store;
using Guildhall.Tests.Postgres;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.App.Agreements;

/// <summary>
/// Random interleavings of approve, deny, take offline, archive, reactivate, move audiences and accounts, lose trusted access, quote, accept, amend, replace, cancel, renew and expire: no
/// purchase without a decision that allows it at that instant, and each kept reason follows from history. Real tasks on a real store; <c>PurchaseModelTests</c> lives more of them, without
/// one. <c>GUILDHALL_LONG=1</c> lives 10,000 of them; <c>GUILDHALL_SEED</c> begins at a seed. private-marketplace.md 5.3, storefront-and-procurement.md B.10.
/// </summary>
public sealed class GateInterleavingTests(ITestOutputHelper output)
{
    private const int SideBySide = 50;

    private static readonly string[] Expected =
    [
        "quoted PRODUCT_ALLOWED", "accepted PRODUCT_ALLOWED", "accepted NOT_GOVERNED", "accepted ALWAYS_ENTITLED", "renewed PRODUCT_ALLOWED", "amended PRODUCT_ALLOWED",
        "AcceptAgreementRequest refused PRODUCT_DENIED", "AcceptAgreementRequest refused ORGANIZATION_UNREADABLE", "ExpireAgreement refused PRODUCT_DENIED", "decided while something changed",
    ];

    internal static int Seed => Environment.GetEnvironmentVariable("GUILDHALL_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000_000);

    private static int Seeds => LongRun.Asked ? 10_000 : 300;

    [Fact]
    public Task B10_Nothing_is_bought_or_renewed_but_by_a_decision_that_allows_it_at_that_instant() => RunAsync(Seeds, SideBySide, processes: 1, Expected);

    [Fact]
    public Task B10_Neither_when_several_processes_change_and_buy() => RunAsync(Seeds / 10, 10, processes: 2, ["accepted PRODUCT_ALLOWED", "CreateAgreementRequest refused PRODUCT_DENIED", "decided while something changed"]);

    private async Task RunAsync(int seeds, int sideBySide, int processes, string[] expected)
    {
        var (seed, tally) = (Seed, new GateTally());
        output.WriteLine($"seed {seed}, {seeds:N0} stories");
        var folder = Directory.CreateTempSubdirectory("gate-").FullName;
        var template = await TemplateAsync(folder);
        for (var from = 0; from < seeds; from += sideBySide)
        {
            var file = Path.Combine(folder, $"{from}.db");
            File.Copy(template, file);
            await GateInterleavings.RunAsync(Database.Sqlite(file), [.. Enumerable.Range(seed + from, sideBySide)], processes, tally);
            SqliteConnection.ClearAllPools();
            foreach (var left in Directory.GetFiles(folder, $"{from}.db*")) File.Delete(left);
        }

        output.WriteLine(tally.ToString());
        Directory.Delete(folder, recursive: true);
        Assert.All(expected, what => Assert.True(tally[what] > 0, $"It did not happen: {what}"));
    }

    /// <summary>A database with tables and products, in one file.</summary>
    private static async Task<string> TemplateAsync(string folder)
    {
        var database = Database.Sqlite(Path.Combine(folder, "prepared.db"));
        await GateStore.PrepareAsync(database);
        var template = Path.Combine(folder, "template.db");
        await using var connection = database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{template}'";
        await command.ExecuteNonQueryAsync();
        return template;
    }
}

/// <summary>The same with two processes on one PostgreSQL.</summary>
[Trait("Ring", "Postgres")]
public sealed class GateInterleavingOnPostgresTests(PostgresServer server, ITestOutputHelper output)
{
    [Fact]
    public async Task B10_Nothing_is_bought_but_by_a_decision_that_allows_it_when_several_processes_change_and_buy()
    {
        var (seed, tally) = (GateInterleavingTests.Seed, new GateTally());
        output.WriteLine($"seed {seed}");
        for (var round = 0; round < (LongRun.Asked ? 60 : 3); round++)
        {
            await using var postgres = new PostgresDatabase(server);
            var database = Database.Postgres(await postgres.ConnectMigratedAsync());
            await GateStore.PrepareAsync(database);
            await GateInterleavings.RunAsync(database, [.. Enumerable.Range(seed + (round * 10), 10)], processes: 2, tally);
        }

        output.WriteLine(tally.ToString());
        Assert.All(["accepted PRODUCT_ALLOWED", "quote: DENIED_BY_PRIVATE_MARKETPLACE_POLICY", "decided while something changed"], what => Assert.True(tally[what] > 0, $"It did not happen: {what}"));
    }
}
