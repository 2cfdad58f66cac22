using System.Data;
using System.Data.Common;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Secrets;

/// <summary>A key to seal with from now on, and how it is kept.</summary>
/// <param name="KmsKey">The ARN of the KMS key that opens <paramref name="Wrapped"/>; null when the key lies elsewhere.</param>
public sealed record NextMasterKey(MasterKey Key, string? KmsKey = null, string? Wrapped = null);

/// <summary>What a database is sealed with.</summary>
/// <param name="Since">When the master key was last changed, or made by KMS; null for the first one of a file.</param>
/// <param name="Secrets">How many secrets it seals.</param>
/// <param name="Others">How many are sealed with another one, and cannot be read.</param>
public sealed record MasterKeyStanding(DateTimeOffset? Since, int Secrets, int Others);

/// <summary>
/// Changes the master key of a database that nobody else has open: all secrets are sealed anew in one transaction, so that at every moment one key opens all of
/// them. security.md S-17.
/// </summary>
public static class MasterKeyRotation
{
    /// <summary>
    /// How many secrets were sealed anew. What was sealed with neither key (after a restore, F-71) stays as it is. Refused: the database is meanwhile another key's.
    /// </summary>
    public static Task<Result<int>> RunAsync(Database database, MasterKey from, NextMasterKey to, DateTimeOffset now) => Race.DecideAsync(() =>
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        using var remembers = Statements.Of(connection, MasterKeyFit.Remembered, [("scope", MasterKeyFit.Scope)]);
        remembers.Transaction = transaction;
        if (remembers.ExecuteScalar() is not long held || held != MasterKeyFit.Number(from.Version))
            return Task.FromResult<Result<int>>(Problem.Conflict(MasterKeyFit.Differs, "Somebody else has changed the master key at the same time."));
        var count = SealedColumn.All.Sum(column => SealAnew(transaction, column, new Vault(from), new Vault(to.Key)));
        using var stored = new StoredMasterKey(to.Key.Version.ToString(), to.KmsKey, to.Wrapped, StoredMasterKey.SealRoot(from, to.Key), now).Put(connection);
        Run(transaction, stored);
        using var remembered = Statements.Of(connection, MasterKeyFit.Remember, [("scope", MasterKeyFit.Scope), ("version", MasterKeyFit.Number(to.Key.Version))]);
        Run(transaction, remembered);
        transaction.Commit();
        return Task.FromResult<Result<int>>(count);
    });

    /// <summary>How a database stands to its master key.</summary>
    public static MasterKeyStanding StandingOf(Database database, MasterKey key)
    {
        using var reading = new PlainReading(database);
        var versions = SealedColumn.All.SelectMany(column => reading.Rows(column.Select).Select(row => Vault.VersionOf(row.GetString(1))).ToList()).ToList();
        return new MasterKeyStanding(StoredMasterKey.Find(database)?.CreatedAt, versions.Count(v => v == key.Version), versions.Count(v => v != key.Version));
    }

    private static int SealAnew(DbTransaction transaction, SealedColumn column, Vault from, Vault to)
    {
        var rows = Read(transaction, column).Where(row => Vault.VersionOf(row.Sealed) == from.Version).ToList();
        foreach (var (id, text) in rows)
        {
            var place = column.PlaceOf(id);
            using var update = Statements.Of(transaction.Connection!, column.Update, [("sealed", to.Seal(from.Open(text, place), place)), ("id", id)]);
            Run(transaction, update);
        }

        return rows.Count;
    }

    private static List<(string Id, string Sealed)> Read(DbTransaction transaction, SealedColumn column)
    {
        using var command = Statements.Of(transaction.Connection!, column.Select, []);
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    private static void Run(DbTransaction transaction, DbCommand command)
    {
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
