using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Tests.App.Cloud;

namespace Guildhall.Tests.App.Upkeep;

public sealed class MigrationTests : IDisposable
{
    private readonly Settings _settings = new();
    private readonly string _place = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private DataFolder Folder => DataFolder.At(_place);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task F06_A_migration_that_was_killed_in_the_middle_is_done_at_the_next_start()
    {
        LeaveLock();

        Assert.NotEmpty(await Migration.RunAsync(_settings, Folder, Cancellation));
        Assert.True(StoredSchema.IsCurrent(_settings.Open(Folder)));
    }

    [Fact(Timeout = 60_000)]
    public async Task F06_A_command_beside_takes_the_folder_and_finishes_it_too()
    {
        LeaveLock();

        Assert.Null(await Migration.BesideAsync(_settings, Folder, TimeProvider.System, Cancellation));
        Assert.True(StoredSchema.IsCurrent(_settings.Open(Folder)));
        Folder.Lock("test").Value.Dispose();
    }

    [Fact]
    public async Task A_command_beside_waits_for_the_holder_of_the_folder_and_then_says_who_that_is()
    {
        using var held = Folder.Lock("serve").Value;
        var clock = new SteppedClock();

        var refused = await clock.DriveAsync(Migration.BesideAsync(_settings, Folder, clock, Cancellation));

        Assert.Contains($"guildhall serve, process {Environment.ProcessId}", refused!.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Passed, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    public void Dispose() => Directory.Delete(_place, recursive: true);

    /// <summary>As EF Core commits it before the first migration.</summary>
    private void LeaveLock()
    {
        using var connection = _settings.Open(Folder).Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 12:00:00+00:00');
            """;
        command.ExecuteNonQuery();
    }
}
