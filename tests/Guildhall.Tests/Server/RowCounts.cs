using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server;

/// <summary>How many rows there are of everything that a call can write; what loops beside the calls read of AWS and make of events, whenever they come to it, is not counted: the events are.</summary>
internal static class RowCounts
{
    private static readonly string[] OfLoops = ["AccountTags", "EventCursors", "Notices"];

    public static async Task<string> ReadAsync(Database database)
    {
        await using var db = database.Open();
        var counts = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Except(OfLoops).Order(StringComparer.Ordinal))
        {
            var sql = $"SELECT count(*) AS \"Value\" FROM \"{table}\"";
            counts.Add($"{table} {await db.Database.SqlQueryRaw<long>(sql).SingleAsync(TestContext.Current.CancellationToken)}");
        }

        return string.Join(", ", counts);
    }
}
