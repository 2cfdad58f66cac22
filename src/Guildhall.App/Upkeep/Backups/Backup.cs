using System.IO.Compression;
using System.Security.Cryptography;
using Guildhall.App.Configuration;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Upkeep.Backups;

/// <summary>
/// One archive of an installation: the database of one moment and a manifest with its hash. The master key is never inside, so the archive alone
/// gives no secret. security.md 6.6, S-14.
/// </summary>
public static class Backup
{
    /// <summary>Makes the archive while servers may run. Refused: the file exists; no database; PostgreSQL's programs missing.</summary>
    /// <returns>The manifest.</returns>
    public static async Task<Result<BackupManifest>> MakeAsync(
        Settings settings, DataFolder folder, string file, DateTimeOffset now, CancellationToken cancellation)
    {
        if (File.Exists(file)) return Problem.Conflict("BACKUP_REFUSED", $"The file '{file}' exists; it is not overwritten.");
        var copy = $"{Path.GetFullPath(file)}.{Path.GetRandomFileName()}";
        try
        {
            if (await Dump.Of(settings, folder).WriteAsync(copy, cancellation) is { } problem) return problem;
            await using var db = settings.Open(folder).Open();
            var manifest = new BackupManifest(
                BackupManifest.Current,
                settings.Database.ToString(),
                now,
                [.. await db.Database.GetAppliedMigrationsAsync(cancellation)],
                new FileInfo(copy).Length,
                await HashAsync(copy, cancellation));
            await PackAsync(file, manifest, copy, cancellation);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    internal static async Task<string> HashAsync(string file, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
    }

    private static async Task PackAsync(string file, BackupManifest manifest, string copy, CancellationToken cancellation)
    {
        await using var target = PrivateFile.Create(file);
        await using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var entry = archive.CreateEntry(BackupManifest.Entry).Open()) manifest.Write(entry);
            await archive.CreateEntryFromFileAsync(copy, BackupManifest.DatabaseEntry, cancellation);
        }

        target.Flush(flushToDisk: true);
    }
}
