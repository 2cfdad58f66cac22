using Guildhall.App.Configuration;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Upkeep;

/// <summary>Brings the database to the version of this program.</summary>
public static class Migration
{
    /// <summary>Makes the database where it is missing; returns the names of the migrations that were applied, none when it was up to date.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Settings settings, DataFolder folder, CancellationToken cancellation)
    {
        var database = settings.Open(folder);
        if (StoredSchema.IsCurrent(database)) return [];
        await using var db = database.Open();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        await db.Database.MigrateAsync(cancellation);
        return pending;
    }
}
