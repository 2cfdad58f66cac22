using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Agreements;

/// <summary>What purchases leave in the audit and among the events. storefront-and-procurement.md B.5, B.10; private-marketplace.md 9.3, 9.4.</summary>
internal static class AgreementTrail
{
    public const string Source = "guildhall.agreements";

    /// <summary>Somebody did something, as one record of the audit.</summary>
    public static void Record(WriteScope scope, string tenant, Caller caller, string requestId, string operation, JsonObject parameters) =>
        scope.Add(Row(tenant, caller, requestId, operation, Envelope(scope, caller, operation, parameters), scope.Now));

    /// <summary>The private marketplace refused: who wanted what, and which experience said so.</summary>
    public static void RecordRefusal(WriteScope scope, string tenant, Caller caller, string requestId, string operation, GateDecision decision, string message)
    {
        var record = Envelope(scope, caller, operation, new JsonObject { ["productId"] = decision.Product.Value });
        record["errorCode"] = "AccessDeniedException";
        record["errorMessage"] = message;
        record["responseElements"] = Words(decision);
        scope.Add(Row(tenant, caller, requestId, operation, record, scope.Now));
    }

    /// <summary>Guildhall itself did something: the clock.</summary>
    public static void RecordItself(WriteScope scope, AgreementRow agreement, string requestId, string operation, string arn, JsonObject parameters)
    {
        var record = AuditRecords.Envelope(operation, arn, agreement.Account, scope.Now, parameters);
        record["eventSource"] = "agreement-marketplace.amazonaws.com";
        scope.Add(new AuditRow { TenantId = agreement.TenantId, Time = scope.Now, RequestId = requestId, Account = agreement.Account, Arn = arn, Source = AuditSources.Itself, EventName = operation, Record = record.ToJsonString() });
    }

    /// <summary>Tells those who should know.</summary>
    /// <param name="name">What happened: <c>AgreementCreated</c>; the event is called the same in words.</param>
    /// <param name="key">What makes it one, beside the agreement and the name.</param>
    /// <param name="more">Members of the detail beside those of the agreement; copied.</param>
    public static void Tell(WriteScope scope, AgreementRow agreement, string name, string key = "", JsonObject? more = null)
    {
        var about = new JsonObject
        {
            ["agreementId"] = agreement.Id,
            ["status"] = agreement.Status.Word(),
            ["acceptor"] = agreement.Account,
            ["product"] = new JsonObject { ["id"] = agreement.Product, ["type"] = agreement.ProductType },
            ["offerId"] = agreement.Offer,
        };
        foreach (var (member, value) in more ?? []) about[member] = value?.DeepClone();
        scope.Add(OwnEvents.Row(Source, new OwnEvent(agreement.TenantId, agreement.Account, $"{agreement.Id}-{key}", name, about), scope.Now));
    }

    /// <summary>A decision as the audit has it; null for none.</summary>
    public static JsonObject? Words(GateDecision? decision) => decision is null ? null : new JsonObject
    {
        ["reason"] = decision.Reason.Word(),
        ["experienceId"] = decision.Experience?.Value,
        ["experienceRevision"] = decision.Revision,
    };

    private static JsonObject Envelope(WriteScope scope, Caller caller, string operation, JsonObject parameters)
    {
        var record = AuditRecords.Envelope(operation, caller.Arn, caller.Account.Value, scope.Now, parameters);
        record["eventSource"] = "agreement-marketplace.amazonaws.com";
        return record;
    }

    private static AuditRow Row(string tenant, Caller caller, string requestId, string operation, JsonObject record, DateTimeOffset now) => new()
    {
        TenantId = tenant,
        Time = now,
        RequestId = requestId,
        Account = caller.Account.Value,
        Arn = caller.Arn,
        Source = AuditSources.Of(caller.AccessKeyId),
        EventName = operation,
        Record = record.ToJsonString(),
    };
}
