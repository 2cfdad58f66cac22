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

    /// <summary>The code of a refusal because another key protects the database.</summary>
    public const string Differs = "MASTER_KEY_DIFFERS";

    /// <summary>The statement that remembers another version, in somebody's transaction: parameters scope and version.</summary>
    internal const string Remember = """INSERT INTO "Counters" ("Scope", "Value") VALUES (@scope, @version) ON CONFLICT ("Scope") DO UPDATE SET "Value" = excluded."Value" """;

    internal const string Remembered = """SELECT "Value" FROM "Counters" WHERE "Scope" = @scope""";

    private const string RememberFirst = """INSERT INTO "Counters" ("Scope", "Value") VALUES (@scope, @version) ON CONFLICT DO NOTHING""";

    /// <summary>
    /// The key as this database uses it; remembered where none is. Refused when it is another one. By plain SQL: it is asked at every start,
    /// which would otherwise make EF Core's model for it.
    /// </summary>
    public static Result<MasterKey> Fit(Database database, MasterKey key)
    {
        if (VersionIn(database) is null) PlainWriting.Run(database, RememberFirst, ("scope", Scope), ("version", Number(key.Version)));
        var held = VersionIn(database)!;
        var stored = StoredMasterKey.Find(database);
        if (held == key.Version.ToString()) return stored?.Rooted(key) ?? key;
        var right = stored is { KmsKey: { } kms } && stored.Version == held ? $"set master-key-kms to {kms}, which keeps the right one." : "name the right one with master-key-file or $GUILDHALL_MASTER_KEY.";
        return Problem.Conflict(Differs, $"The secrets of this database are sealed with master key {held}, and the one given is {key.Version}; {right}");
    }

    /// <summary>The version of the key that the database remembers; null when it remembers none.</summary>
    internal static string? VersionIn(Database database)
    {
        using var reading = new PlainReading(database);
        return reading.Rows(Remembered, ("scope", Scope)).Select(row => row.GetInt64(0).ToString("x8", CultureInfo.InvariantCulture)).SingleOrDefault();
    }

    /// <summary>A version as the counter holds it.</summary>
    internal static long Number(MasterKeyVersion version) => long.Parse(version.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Forgets the key: the next one to open the database is taken as it is. Saved with the context.</summary>
    internal static async Task ForgetAsync(GuildhallDb db, CancellationToken cancellation)
    {
        if (await db.Counters.FindAsync([Scope], cancellation) is { } row) db.Remove(row);
    }
}
