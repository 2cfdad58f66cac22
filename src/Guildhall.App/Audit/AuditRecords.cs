using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Audit;

/// <summary>Audit records in CloudTrail's shape, with before and after. private-marketplace.md 9.4.</summary>
internal static class AuditRecords
{
    /// <summary>Somebody cancelled a change set.</summary>
    public static AuditRow OfCancel(ChangeSetRow set, Caller caller, DateTimeOffset now) => new()
    {
        TenantId = set.TenantId,
        Time = now,
        RequestId = set.RequestId,
        Account = caller.Account.Value,
        Arn = caller.Arn,
        Source = "api",
        EventName = "CancelChangeSet",
        Record = Envelope("CancelChangeSet", caller.Arn, caller.Account.Value, now, new JsonObject { ["changeSetId"] = set.Id }).ToJsonString(),
    };

    /// <summary>The end of a change set: who started it, what became of it, and each touched entity before and after.</summary>
    public static AuditRow OfChangeSet(ChangeSetRow set, PrivateMarketplace before, ChangeOutcome.Succeeded? applied) => new()
    {
        TenantId = set.TenantId,
        Time = set.EndTime!.Value,
        RequestId = set.RequestId,
        Account = set.Account,
        Arn = set.Arn,
        Source = set.System ? "system" : "api",
        EventName = "StartChangeSet",
        Record = WithOutcome(
            Envelope("StartChangeSet", set.Arn, set.Account, set.EndTime!.Value, new JsonObject { ["changeSetName"] = set.Name, ["changeSetId"] = set.Id, ["changeSet"] = JsonNode.Parse(set.Changes) }),
            set.Status,
            Differences(before, applied)).ToJsonString(),
    };

    private static JsonObject Envelope(string name, string arn, string account, DateTimeOffset time, JsonObject parameters) => new()
    {
        ["eventVersion"] = "1.08",
        ["eventTime"] = WireTime.Text(time),
        ["eventSource"] = "marketplacecatalog.amazonaws.com",
        ["eventName"] = name,
        ["eventType"] = "AwsApiCall",
        ["readOnly"] = false,
        ["userIdentity"] = new JsonObject { ["arn"] = arn, ["accountId"] = account },
        ["requestParameters"] = parameters,
    };

    private static JsonObject WithOutcome(JsonObject record, ChangeSetStatus status, JsonArray changes)
    {
        record["responseElements"] = new JsonObject { ["status"] = status.ToString().ToUpperInvariant() };
        record["changes"] = changes;
        return record;
    }

    private static JsonArray Differences(PrivateMarketplace before, ChangeOutcome.Succeeded? applied) =>
        new([.. (applied?.Touched ?? []).Select(id => (JsonNode)new JsonObject
        {
            ["entityId"] = id.Value,
            ["before"] = EntityDifference.Before(before, applied!.After, id),
            ["after"] = EntityDifference.After(before, applied.After, id),
        })]);
}
