using System.IO.Compression;
using Guildhall.App.Configuration;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.App.Upkeep.Backups;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.App.Upkeep.Backups;

public sealed class BackupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Settings _settings = new();
    private readonly string _place = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private DataFolder Folder => DataFolder.At(Path.Combine(_place, "data"));

    private string Archive => Path.Combine(_place, "backup.zip");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Folder.Make();
        await Migration.RunAsync(_settings, Folder, Cancellation);
        await SetAsync(1);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_place, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_and_what_came_after_is_kept_beside_it()
    {
        Assert.False((await MakeAsync()).Refused);
        await SetAsync(2);

        Assert.Equal(Now, (await RestoreAsync()).Value.MadeAt);

        Assert.Equal(1, await GetAsync("test"));
        Assert.Equal(1, await GetAsync(Restore.Epoch));
        Assert.True(File.Exists(Folder.File("guildhall.db.before-20260301T120000Z")));
    }

    [Fact]
    public async Task F07_What_a_restore_puts_aside_is_one_file_with_all_that_was_acknowledged()
    {
        await MakeAsync();
        await SetAsync(2);
        Assert.False((await RestoreAsync()).Refused);

        var old = DataFolder.At(Path.Combine(_place, "old"));
        old.Make();
        File.Copy(Folder.File("guildhall.db.before-20260301T120000Z"), old.File("guildhall.db"));
        await using var db = _settings.Open(old).Open();
        Assert.Equal(2, await db.Counters.Where(counter => counter.Scope == "test").Select(counter => counter.Value).SingleAsync(Cancellation));
        Assert.Empty(Directory.GetFiles(Folder.Path, "*-wal"));
    }

    [Fact]
    public async Task F23_A_damaged_database_is_replaced_and_kept_as_it_was()
    {
        await MakeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Folder.File("guildhall.db"), "no database at all", Cancellation);

        Assert.False((await RestoreAsync()).Refused);

        Assert.Equal(1, await GetAsync("test"));
        Assert.Equal("no database at all", await File.ReadAllTextAsync(Folder.File("guildhall.db.before-20260301T120000Z"), Cancellation));
    }

    [Fact]
    public async Task A_restore_ends_all_sessions()
    {
        await using (var db = _settings.Open(Folder).Open())
        {
            db.People.Add(new PersonRow { Id = "person", Email = "a@acme.example", EmailKey = "a@acme.example", Name = "A" });
            db.Sessions.Add(new SessionRow { Id = "session", PersonId = "person", AccountId = "111122223333", Address = "127.0.0.1", Agent = "" });
            await db.SaveChangesAsync(Cancellation);
        }

        await MakeAsync();
        await RestoreAsync();

        await using var restored = _settings.Open(Folder).Open();
        Assert.Equal((1, 0), (await restored.People.CountAsync(Cancellation), await restored.Sessions.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task A_backup_is_its_owners_alone_and_leaves_nothing_beside_it()
    {
        await MakeAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        Assert.Equal([Archive], Directory.GetFiles(_place));
    }

    [Fact]
    public async Task S14_A_backup_holds_the_database_and_its_manifest_and_nothing_else()
    {
        await MakeAsync();

        using var archive = ZipFile.OpenRead(Archive);
        Assert.Equal(["database", "manifest.json"], archive.Entries.Select(entry => entry.FullName).Order());
    }

    [Fact]
    public async Task A_file_that_exists_is_not_overwritten()
    {
        await File.WriteAllTextAsync(Archive, "precious", Cancellation);

        Assert.Contains("not overwritten", Assert.Single((await MakeAsync()).Problems).Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Archive, Cancellation));
    }

    [Fact]
    public async Task Without_a_database_there_is_no_backup()
    {
        var nowhere = DataFolder.At(Path.Combine(_place, "empty"));

        Assert.True((await Backup.MakeAsync(_settings, nowhere, Archive, Now, Cancellation)).Refused);
        Assert.False(File.Exists(Archive));
    }

    [Fact]
    public async Task F22_A_changed_byte_in_a_backup_is_noticed_and_nothing_is_changed()
    {
        await MakeAsync();
        await SetAsync(2);
        Rewrite(bytes => bytes[bytes.Length / 2] ^= 1);

        Assert.Contains("damaged", Assert.Single((await RestoreAsync()).Problems).Message, StringComparison.Ordinal);
        Assert.Equal(2, await GetAsync("test"));
        Assert.DoesNotContain(Directory.GetFiles(Folder.Path), file => file.Contains("restore.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no archive at all")]
    [InlineData("")]
    public async Task A_file_that_is_no_backup_is_refused(string content)
    {
        await File.WriteAllTextAsync(Archive, content, Cancellation);

        Assert.True((await RestoreAsync()).Refused);
        Assert.Equal(1, await GetAsync("test"));
    }

    private Task<Result<BackupManifest>> MakeAsync() => Backup.MakeAsync(_settings, Folder, Archive, Now, Cancellation);

    private Task<Result<BackupManifest>> RestoreAsync() => Restore.RunAsync(_settings, Folder, Archive, Now, Cancellation);

    private void Rewrite(Action<byte[]> change)
    {
        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Update);
        using var entry = archive.GetEntry("database")!.Open();
        var bytes = new byte[entry.Length];
        entry.ReadExactly(bytes);
        change(bytes);
        entry.Position = 0;
        entry.Write(bytes);
    }

    private async Task SetAsync(long value)
    {
        await using var db = _settings.Open(Folder).Open();
        var row = await db.Counters.FindAsync(["test"], Cancellation);
        if (row is null) db.Counters.Add(row = new CounterRow { Scope = "test" });
        row.Value = value;
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<long> GetAsync(string scope)
    {
        await using var db = _settings.Open(Folder).Open();
        return await db.Counters.Where(counter => counter.Scope == scope).Select(counter => counter.Value).SingleAsync(Cancellation);
    }
}
