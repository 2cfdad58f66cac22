using System.IO.Compression;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>Puts the database of a backup in place. The caller holds the data folder. security.md 6.6.</summary>
public static class Restore
{
    /// <summary>The counter that says how often this installation was restored.</summary>
    public const string Epoch = "restore-epoch";

    /// <summary>
    /// Refused, with nothing changed: no such file, no backup, damaged, of the other kind of database, made by a newer version, PostgreSQL not empty.
    /// </summary>
    public static async Task<Result<BackupManifest>> RunAsync(
        Settings settings, DataFolder folder, string file, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!File.Exists(file)) return Refuse($"There is no file '{file}'.");
        var copy = folder.File($"restore.{Path.GetRandomFileName()}");
        try
        {
            var unpacked = await UnpackAsync(file, copy, cancellation);
            if (unpacked.Refused) return unpacked;
            var manifest = unpacked.Value;
            if (manifest.Database != settings.Database.ToString()) return Refuse($"The backup is of {manifest.Database}, and the settings say {settings.Database}.");
            if (await UnknownAsync(settings, folder, manifest) is { } unknown) return Refuse($"The backup was made by a newer version (migration {unknown}).");
            if (await Dump.Of(settings, folder).ReadAsync(copy, now, database => PrepareAsync(database, now, cancellation), cancellation) is { } problem) return problem;
            return manifest;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task<Result<BackupManifest>> UnpackAsync(string file, string copy, CancellationToken cancellation)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellation);
            if (archive.GetEntry(BackupManifest.Entry) is not { } entry || archive.GetEntry(BackupManifest.DatabaseEntry) is not { } database)
                return Refuse($"The file '{file}' is no backup of Guildhall.");
            await using var content = await entry.OpenAsync(cancellation);
            if (BackupManifest.Find(content) is not { } manifest) return Refuse($"The file '{file}' is no backup that this version reads.");
            if (database.Length != manifest.Bytes) return Refuse($"The backup '{file}' is damaged: its size is not the manifest's.");
            await database.ExtractToFileAsync(copy, cancellation);
            return await Backup.HashAsync(copy, cancellation) == manifest.Sha256 ? manifest : Refuse($"The backup '{file}' is damaged: its hash is not the manifest's.");
        }
        catch (InvalidDataException)
        {
            return Refuse($"The file '{file}' is no archive, or a damaged one.");
        }
    }

    private static async Task<string?> UnknownAsync(Settings settings, DataFolder folder, BackupManifest manifest)
    {
        await using var db = settings.Open(folder).Open();
        return manifest.Migrations.Except(db.Database.GetMigrations()).FirstOrDefault();
    }

    /// <summary>
    /// Brings the restored database to this version, raises its epoch and ends all sessions: which of them ended after the backup, nobody knows. Open
    /// orders look at AWS before they call it again.
    /// </summary>
    private static async Task PrepareAsync(Database database, DateTimeOffset now, CancellationToken cancellation)
    {
        StoredSchema.ForgetLeftLock(database);
        await database.MigrateAsync(cancellation);
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Counters.BumpAsync(db, Epoch, cancellation);
        await db.Sessions.ExecuteDeleteAsync(cancellation);
        await RestoredOrders.PrepareAsync(db, now, cancellation);
        await MasterKeyFit.ForgetAsync(db, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static Problem Refuse(string message) => Problem.Conflict("BACKUP_REFUSED", message);
}
