using Guildhall.App.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Upkeep;

/// <summary>Brings the database to the version of this program.</summary>
public static class Migration
{
    /// <summary>Makes the database where it is missing; returns the names of the migrations that were applied, none when it was up to date.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(Settings settings, DataFolder folder, CancellationToken cancellation)
    {
        await using var db = settings.Open(folder).Open();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        await db.Database.MigrateAsync(cancellation);
        return pending;
    }
}
