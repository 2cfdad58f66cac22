using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.App.Upkeep.Backups;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.App.Upkeep.Backups;

[Trait("Ring", "Postgres")]
public sealed class PostgresBackupTests(PostgresServer server) : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("guildhall-").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public async Task What_was_backed_up_comes_back_in_an_empty_database_and_in_no_other()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var first = new PostgresDatabase(server);
        await using var second = new PostgresDatabase(server);
        var (from, to) = (await SettingsAsync(first), await SettingsAsync(second));
        var (folder, archive) = (DataFolder.At(_place), Path.Combine(_place, "backup.zip"));
        await Migration.RunAsync(from, folder, cancellation);
        await using (var db = from.Open(folder).Open())
        {
            db.Counters.Add(new CounterRow { Scope = "test", Value = 7 });
            await db.SaveChangesAsync(cancellation);
        }

        Assert.Empty((await Backup.MakeAsync(from, folder, archive, DateTimeOffset.UnixEpoch, cancellation)).Problems.Select(problem => problem.Message));
        Assert.Empty((await Restore.RunAsync(to, folder, archive, DateTimeOffset.UnixEpoch, cancellation)).Problems.Select(problem => problem.Message));
        Assert.Contains("not empty", (await Restore.RunAsync(to, folder, archive, DateTimeOffset.UnixEpoch, cancellation)).Problems[0].Message, StringComparison.Ordinal);

        await using var restored = to.Open(folder).Open();
        Assert.Equal(7, (await restored.Counters.FindAsync(["test"], cancellation))!.Value);
    }

    private static async Task<Settings> SettingsAsync(PostgresDatabase database) =>
        new() { Database = DatabaseKind.Postgres, Connection = new Secret(await database.ConnectAsync() + ";Pooling=false") };
}
