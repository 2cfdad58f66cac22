using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>The values of <see cref="Mark"/>s in a database, and in its audit trail in order.</summary>
internal sealed record StoredMarks(ILookup<string, string> Values, ILookup<string, string> Audited)
{
    public static async Task<StoredMarks> ReadAsync(GuildhallDb db, IEnumerable<AuditRow> audit)
    {
        var tags = await db.Tags.Select(t => t.Value).ToListAsync();
        var policies = await db.ResourcePolicies.Select(p => p.Policy).ToListAsync();
        return new StoredMarks(
            tags.Select(t => ("TagResource", t)).Concat(policies.Select(p => ("PutResourcePolicy", Sid(p)))).ToLookup(v => v.Item1, v => v.Item2),
            audit.Where(a => a.EventName is "TagResource" or "PutResourcePolicy").SelectMany(Written).ToLookup(v => v.Operation, v => v.Value));
    }

    private static IEnumerable<(string Operation, string Value)> Written(AuditRow row)
    {
        var change = JsonNode.Parse(row.Record)!["changes"]![0]!;
        if (row.EventName == "PutResourcePolicy") return [(row.EventName, Sid(change["after"]!.GetValue<string>()))];
        var before = change["before"]!.AsObject();
        return change["after"]!.AsObject().Where(t => before[t.Key]?.GetValue<string>() != t.Value!.GetValue<string>()).Select(t => (row.EventName, t.Value!.GetValue<string>()));
    }

    private static string Sid(string policy) => JsonNode.Parse(policy)!["Statement"]![0]!["Sid"]!.GetValue<string>();
}
