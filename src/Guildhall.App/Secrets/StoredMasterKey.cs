using System.Data.Common;
using System.Security.Cryptography;
using Guildhall.App.Store;

namespace Guildhall.App.Secrets;

/// <summary>
/// What the database keeps of its master key: nothing that opens without a key from elsewhere. By plain SQL: it is asked at every start, which would otherwise
/// make EF Core's model for it.
/// </summary>
/// <param name="Version">The key's <see cref="MasterKeyVersion"/>.</param>
/// <param name="KmsKey">The ARN of the KMS key that opens <paramref name="Wrapped"/>; null when the key lies elsewhere.</param>
/// <param name="Wrapped">The key as KMS has encrypted it, in base64.</param>
/// <param name="Root">What other keys are derived from, sealed with the master key; null while that is the key itself.</param>
/// <param name="CreatedAt">Since when it is the master key.</param>
internal sealed record StoredMasterKey(string Version, string? KmsKey, string? Wrapped, string? Root, DateTimeOffset CreatedAt)
{
    private const string Current = "current";

    private const string Select = """SELECT "Version", "KmsKey", "Wrapped", "Root", "CreatedAt" FROM "MasterKeys" WHERE "Id" = @id""";

    private const string Insert = """
        INSERT INTO "MasterKeys" ("Id", "Version", "KmsKey", "Wrapped", "Root", "CreatedAt") VALUES (@id, @version, @kms, @wrapped, @root, @at)
        """;

    private const string Instead = """
        ON CONFLICT ("Id") DO UPDATE SET "Version" = excluded."Version", "KmsKey" = excluded."KmsKey", "Wrapped" = excluded."Wrapped", "Root" = excluded."Root", "CreatedAt" = excluded."CreatedAt"
        """;

    private static readonly SecretPlace RootPlace = new("", Current, "MasterKeyRoot");

    /// <summary>Null for a key that lies elsewhere and was never changed.</summary>
    public static StoredMasterKey? Find(Database database)
    {
        using var reading = new PlainReading(database);
        return reading.Rows(Select, ("id", Current))
            .Select(row => new StoredMasterKey(row.GetString(0), row.FindString(1), row.FindString(2), row.FindString(3), row.GetTime(4))).SingleOrDefault();
    }

    /// <summary>
    /// Keeps the first key of a database, or of one restored without the key that it was changed to (F-71), unless another instance was faster; what is kept then.
    /// </summary>
    public static StoredMasterKey Begin(Database database, NextMasterKey made, DateTimeOffset now)
    {
        using (var connection = database.Connect())
        {
            using var command = Write(connection, new StoredMasterKey(made.Key.Version.ToString(), made.KmsKey, made.Wrapped, null, now), $"""{Instead} WHERE "MasterKeys"."KmsKey" IS NULL""");
            command.ExecuteNonQuery();
        }

        return Find(database)!;
    }

    /// <summary>The statement that puts this in the place of what was kept, in somebody's transaction.</summary>
    public DbCommand Put(DbConnection connection) => Write(connection, this, Instead);

    /// <summary>What the next key keeps of this one: the root of what is derived, so that codes on paper and ids in AWS's policies stay right.</summary>
    public static string SealRoot(MasterKey from, MasterKey to) => new Vault(to).Seal(new Secret(Convert.ToBase64String(from.Root)), RootPlace);

    /// <summary>The key with the root that belongs to it.</summary>
    public MasterKey Rooted(MasterKey key)
    {
        if (Root is null || Version != key.Version.ToString()) return key;
        try
        {
            return key.WithRoot(Convert.FromBase64String(new Vault(key).Open(Root, RootPlace).Reveal()));
        }
        catch (CryptographicException)
        {
            return key;
        }
    }

    private static DbCommand Write(DbConnection connection, StoredMasterKey key, string conflict) => Statements.Of(
        connection,
        $"{Insert} {conflict}",
        [("id", Current), ("version", key.Version), ("kms", (object?)key.KmsKey ?? DBNull.Value), ("wrapped", (object?)key.Wrapped ?? DBNull.Value), ("root", (object?)key.Root ?? DBNull.Value), ("at", key.CreatedAt.UtcTicks)]);
}
