using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Upkeep;

/// <summary>Brings the database to the version of this program.</summary>
public static class Migration
{
    /// <summary>How long a command waits for another process to migrate.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Makes the database where it is missing; returns the names of the migrations that were applied, none when it was up to date. For the holder of the
    /// data folder (<see cref="DataFolder.Lock"/>) alone.
    /// </summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Settings settings, DataFolder folder, CancellationToken cancellation)
    {
        var database = settings.Open(folder);
        if (StoredSchema.IsCurrent(database)) return [];
        StoredSchema.ForgetLeftLock(database);
        await using var db = database.Open();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        await db.Database.MigrateAsync(cancellation);
        return pending;
    }

    /// <summary>
    /// The same for a command that does not hold the data folder: it takes the folder for as long as that lasts, or waits for the process that holds it.
    /// Refused when that one has not migrated in half a minute, saying which it is.
    /// </summary>
    public static async Task<Problem?> BesideAsync(Settings settings, DataFolder folder, TimeProvider clock, CancellationToken cancellation)
    {
        var database = settings.Open(folder);
        for (var began = clock.GetTimestamp(); !StoredSchema.IsCurrent(database); await Task.Delay(Look, clock, cancellation))
        {
            var held = folder.Lock("migrate");
            if (!held.Refused)
            {
                using (held.Value) await RunAsync(settings, folder, cancellation);
                return null;
            }

            if (clock.GetElapsedTime(began) > Patience)
                return Problem.Conflict("NOT_MIGRATED", $"The database is not of this version, and the one who should migrate it does not: {held.Problems[0].Message}");
        }

        return null;
    }
}
