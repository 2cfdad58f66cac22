using System.Text.Json;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Quotas;

/// <summary>The quotas of AWS Organizations as Service Quotas lists them: how many accounts an organization may have.</summary>
internal static class QuotaOperations
{
    public const string Service = "servicequotas";
    public const string Target = "ServiceQuotasV20190624";

    public static IReadOnlyList<JsonOperation> All { get; } = [new("ListServiceQuotas", List)];

    private static OperationResult List(JsonCall call)
    {
        var service = call.Input.Text("ServiceCode", new TextRule(1, 63));
        _ = call.Input.Number("MaxResults", 1, 100);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (service != "organizations") return new WireError("NoSuchResourceException", "The simulated AWS has no quotas of this service.");
        var organization = call.State.Tables.Organizations.Find(call.State.Tables.Accounts.Get(call.AccountId).Membership?.OrganizationId);
        return Answer.With(json =>
        {
            json.WriteStartArray("Quotas");
            Write(json, organization?.AccountQuota ?? call.State.Options.AccountQuota);
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, int accounts)
    {
        json.WriteStartObject();
        json.WriteString("ServiceCode", "organizations");
        json.WriteString("ServiceName", "AWS Organizations");
        json.WriteString("QuotaCode", "L-E619E033");
        json.WriteString("QuotaName", "Default maximum number of accounts");
        json.WriteNumber("Value", accounts);
        json.WriteString("Unit", "None");
        json.WriteBoolean("Adjustable", true);
        json.WriteBoolean("GlobalQuota", true);
        json.WriteEndObject();
    }
}
