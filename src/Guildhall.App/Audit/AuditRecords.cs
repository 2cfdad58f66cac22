using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.Events;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Domain.Changes;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Audit;

/// <summary>Audit records in CloudTrail's shape, with before and after. private-marketplace.md 9.4.</summary>
internal static class AuditRecords
{
    /// <summary>A change set was accepted: who asked for what, before it has run.</summary>
    public static AuditRow OfAccepted(ChangeSetRow set)
    {
        var parameters = new JsonObject
        {
            ["catalog"] = "AWSMarketplace",
            ["changeSetName"] = set.Name,
            ["intent"] = set.ValidateOnly ? "VALIDATE" : "APPLY",
            ["changeSetId"] = set.Id,
            ["changeSet"] = JsonNode.Parse(set.Changes),
        };
        var record = Envelope("StartChangeSet", set.Arn, set.Account, set.StartTime, parameters);
        record["responseElements"] = new JsonObject { ["changeSetId"] = set.Id, ["changeSetArn"] = Arns.ChangeSet(new AccountId(set.Owner), set.Id), ["status"] = "PREPARING" };
        return new AuditRow
        {
            TenantId = set.TenantId,
            Time = set.StartTime,
            RequestId = set.RequestId,
            Account = set.Account,
            Arn = set.Arn,
            Source = AuditSources.Of(set.AccessKeyId),
            EventName = "StartChangeSet",
            Record = record.ToJsonString(),
        };
    }

    /// <summary>Somebody cancelled a change set.</summary>
    public static AuditRow OfCancel(ChangeSetRow set, Caller caller, DateTimeOffset now) => new()
    {
        TenantId = set.TenantId,
        Time = now,
        RequestId = set.RequestId,
        Account = caller.Account.Value,
        Arn = caller.Arn,
        Source = AuditSources.Of(caller.AccessKeyId),
        EventName = "CancelChangeSet",
        Record = Envelope("CancelChangeSet", caller.Arn, caller.Account.Value, now, new JsonObject { ["changeSetId"] = set.Id }).ToJsonString(),
    };

    /// <summary>Somebody placed or stopped a bulk order; its change sets have records of their own.</summary>
    public static AuditRow OfBulkOrder(string operation, BulkOrderRow order, BulkSending sending, JsonObject parameters, DateTimeOffset now)
    {
        parameters["orderId"] = order.Id;
        return new AuditRow
        {
            TenantId = order.TenantId,
            Time = now,
            RequestId = sending.RequestId,
            Account = sending.Caller.Account.Value,
            Arn = sending.Caller.Arn,
            Source = AuditSources.OfOwn(sending.Caller.AccessKeyId),
            EventName = operation,
            Record = Envelope(operation, sending.Caller.Arn, sending.Caller.Account.Value, now, parameters).ToJsonString(),
        };
    }

    /// <summary>Requests ended by themselves.</summary>
    public static AuditRow OfExpiry(EventOrigin origin, Actor actor, PrivateMarketplace before, ChangeOutcome.Succeeded run)
    {
        var record = Envelope("ExpireProductProcurementRequest", actor.Arn, actor.Account.Value, origin.Time, []);
        record["changes"] = Differences(before, run);
        return new AuditRow
        {
            TenantId = origin.Tenant.Value,
            Time = origin.Time,
            RequestId = origin.RequestId,
            Account = actor.Account.Value,
            Arn = actor.Arn,
            Source = AuditSources.Itself,
            EventName = "ExpireProductProcurementRequest",
            Record = record.ToJsonString(),
        };
    }

    /// <summary>
    /// The end of a change set: who started it, what became of it, and each touched entity before and after. Its name is our own: to AWS the end is no
    /// call.
    /// </summary>
    public static AuditRow OfChangeSet(ChangeSetRow set, PrivateMarketplace before, ChangeOutcome.Succeeded? applied) => new()
    {
        TenantId = set.TenantId,
        Time = set.EndTime!.Value,
        RequestId = set.RequestId,
        Account = set.Account,
        Arn = set.Arn,
        Source = set.System ? AuditSources.Itself : AuditSources.Of(set.AccessKeyId),
        EventName = "EndChangeSet",
        Record = WithOutcome(
            Envelope("EndChangeSet", set.Arn, set.Account, set.EndTime!.Value, new JsonObject { ["changeSetName"] = set.Name, ["changeSetId"] = set.Id, ["changeSet"] = JsonNode.Parse(set.Changes) }),
            set.Status,
            Differences(before, applied)).ToJsonString(),
    };

    /// <summary>Somebody changed the tags of a resource.</summary>
    public static AuditRow OfTags(
        string operation, TenantId tenant, Caller caller, string requestId, string arn, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, DateTimeOffset now) =>
        OfResource(operation, tenant, caller, requestId, arn, Tags(before), Tags(after), now);

    /// <summary>Somebody put, replaced or removed a resource policy; null for none.</summary>
    public static AuditRow OfResourcePolicy(
        string operation, TenantId tenant, Caller caller, string requestId, string arn, string? before, string? after, DateTimeOffset now) =>
        OfResource(operation, tenant, caller, requestId, arn, before, after, now);

    private static AuditRow OfResource(
        string operation, TenantId tenant, Caller caller, string requestId, string arn, JsonNode? before, JsonNode? after, DateTimeOffset now)
    {
        var record = Envelope(operation, caller.Arn, caller.Account.Value, now, new JsonObject { ["resourceArn"] = arn });
        record["changes"] = new JsonArray(new JsonObject { ["resourceArn"] = arn, ["before"] = before, ["after"] = after });
        return new AuditRow
        {
            TenantId = tenant.Value,
            Time = now,
            RequestId = requestId,
            Account = caller.Account.Value,
            Arn = caller.Arn,
            Source = AuditSources.Of(caller.AccessKeyId),
            EventName = operation,
            Record = record.ToJsonString(),
        };
    }

    private static JsonObject Tags(IReadOnlyDictionary<string, string> tags) => new(tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));

    internal static JsonObject Envelope(string name, string arn, string account, DateTimeOffset time, JsonObject parameters) => new()
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
