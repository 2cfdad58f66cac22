using System.Globalization;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Secrets;

/// <summary>
/// Whether the master key is the one that the database's secrets are sealed with. The database remembers the version of the first key it was opened
/// with; a restore forgets it, because a restored database may come without its key (F-71).
/// </summary>
public static class MasterKeyFit
{
    /// <summary>The counter that holds the version, which tells nothing of the key.</summary>
    public const string Scope = "master-key";

    private const string Remembered = """SELECT "Value" FROM "Counters" WHERE "Scope" = @scope""";

    private const string Remember = """INSERT INTO "Counters" ("Scope", "Value") VALUES (@scope, @version) ON CONFLICT DO NOTHING""";

    /// <summary>
    /// Remembers the key where none is remembered. The problem when it is another one; null when all is well. By plain SQL: it is asked at every start,
    /// which would otherwise make EF Core's model for it.
    /// </summary>
    public static Problem? Check(Database database, MasterKey key)
    {
        var version = long.Parse(key.Version.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (Held(database) is null) PlainWriting.Run(database, Remember, ("scope", Scope), ("version", version));
        var held = Held(database)!.Value;
        return held == version ? null : Problem.Conflict(
            "MASTER_KEY_DIFFERS",
            $"The secrets of this database are sealed with master key {held:x8}, and the one given is {key.Version}; name the right one with master-key-file or $GUILDHALL_MASTER_KEY.");
    }

    /// <summary>Forgets the key: the next one to open the database is taken as it is. Saved with the context.</summary>
    internal static async Task ForgetAsync(GuildhallDb db, CancellationToken cancellation)
    {
        if (await db.Counters.FindAsync([Scope], cancellation) is { } row) db.Remove(row);
    }

    private static long? Held(Database database)
    {
        using var reading = new PlainReading(database);
        return reading.Rows(Remembered, ("scope", Scope)).Select(row => (long?)row.GetInt64(0)).SingleOrDefault();
    }
}
