using System.Data.Common;
using Guildhall.App.Store;

namespace Guildhall.App.Events;

/// <summary>
/// Up to which number all events are there for good. Numbers are given when a row is inserted and rows appear when their transaction ends: on PostgreSQL,
/// where several write at a time, one may appear below one that was there before, and who reads on from the last one seen would never see it.
/// </summary>
internal sealed class SettledEvents(Database database, TimeProvider clock)
{
    private const string Last = """SELECT max("Sequence") FROM "Events" """;

    private const string LastGiven = """SELECT last_value FROM "Events_Sequence_seq" """;

    /// <summary>Transactions that have inserted events, or are about to; a database that was copied has tables of the same number beside this one's.</summary>
    private const string Writing = """
        SELECT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND relation = '"Events"'::regclass AND mode = 'RowExclusiveLock' AND granted
        """;

    /// <summary>Long enough for any commit but that of a process that stands still, which is worth waiting for.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private const int MostLooks = 50;

    /// <summary>The last number, when all up to it are settled; null when some are still being written: ask again. Plain SQL, without EF Core.</summary>
    /// <param name="after">How far the caller is: nothing is waited for when nothing is behind it.</param>
    public async Task<long?> UpToAsync(long after, CancellationToken cancellation)
    {
        using var connection = database.Connect();
        var last = Number(connection, Last);
        if (last <= after || database.Kind == DatabaseKind.Sqlite) return last;
        // First the number, then who may hold one up to it: whoever ends before the second question is seen by the next reading.
        var given = Number(connection, LastGiven);
        var open = Texts(connection, Writing);
        for (var looks = 0; open.Count > 0; looks++)
        {
            if (looks == MostLooks) return null;
            await Task.Delay(Look, clock, cancellation);
            open.IntersectWith(Texts(connection, Writing));
        }

        return given;
    }

    private static long Number(DbConnection connection, string sql)
    {
        using var command = Statements.Of(connection, sql, []);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    private static HashSet<string> Texts(DbConnection connection, string sql)
    {
        using var command = Statements.Of(connection, sql, []);
        using var row = command.ExecuteReader();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (row.Read()) texts.Add(row.GetString(0));
        return texts;
    }
}
