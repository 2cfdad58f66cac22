using System.Globalization;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Secrets;

/// <summary>
/// Whether the master key is the one that the database's secrets are sealed with. The database remembers the version of the first key it was opened
/// with; a restore forgets it, because a restored database may come without its key (F-71).
/// </summary>
public static class MasterKeyFit
{
    /// <summary>The counter that holds the version, which tells nothing of the key.</summary>
    public const string Scope = "master-key";

    /// <summary>Remembers the key where none is remembered. The problem when it is another one; null when all is well.</summary>
    public static async Task<Problem?> CheckAsync(Database database, MasterKey key, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var version = long.Parse(key.Version.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Counters" ("Scope", "Value") VALUES ({Scope}, {version}) ON CONFLICT DO NOTHING""", cancellation);
        var held = (await db.Counters.AsNoTracking().SingleAsync(c => c.Scope == Scope, cancellation)).Value;
        return held == version ? null : Problem.Conflict(
            "MASTER_KEY_DIFFERS",
            $"The secrets of this database are sealed with master key {held:x8}, and the one given is {key.Version}; name the right one with master-key-file or $GUILDHALL_MASTER_KEY.");
    }

    /// <summary>Forgets the key: the next one to open the database is taken as it is. Saved with the context.</summary>
    internal static async Task ForgetAsync(GuildhallDb db, CancellationToken cancellation)
    {
        if (await db.Counters.FindAsync([Scope], cancellation) is { } row) db.Remove(row);
    }
}
