using System.Data.Common;
using System.Globalization;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>The rows of an organization, whatever table they stand in.</summary>
internal static class TenantRows
{
    /// <summary>Where the loops beside the calls have read up to, and when they look again.</summary>
    private static readonly string[] Moving = ["LeaseUntil", "Lease", "VerifyDue", "VerifiedAt", "PreflightDue", "TagsDue", "SyncProgress", "SeenAt"];

    /// <summary>By table and key, each row as text: those that are the tenant's by their column, and those without one that speak of its things and not of the other's.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(GuildhallDb db, TenantThings things, TenantThings others)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string[] marks = [.. things.Marks], foreign = [.. others.Marks];
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // Tags are read of AWS by a loop beside the calls, whenever it comes to it.
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.GetTableName() != "AccountTags"))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) Take(rows, table, reader);
        }

        return rows;

        void Take(SortedDictionary<string, string> into, IEntityType table, DbDataReader reader)
        {
            var columns = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, n => Text(reader.GetValue(n)));
            var text = string.Join(", ", columns.Where(c => !Moving.Contains(c.Key)).Select(c => $"{c.Key}={c.Value}"));
            var mine = columns.GetValueOrDefault("TenantId") is { Length: > 0 } tenant
                ? tenant == things["tenant"]
                : marks.Any(m => text.Contains(m, StringComparison.Ordinal)) && !foreign.Any(m => text.Contains(m, StringComparison.Ordinal));
            if (!mine) return;
            var key = table.FindPrimaryKey()!.Properties.Select(p => columns[p.GetColumnName()]);
            into[$"{table.GetTableName()} {string.Join(' ', key)}"] = text;
        }
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
