using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Quotas;

/// <summary>The quotas of AWS Organizations as Service Quotas lists them: how many accounts an organization may have.</summary>
internal static partial class QuotaOperations
{
    public const string Service = "servicequotas";
    public const string Target = "ServiceQuotasV20190624";

    /// <summary>The quota of accounts in an organization.</summary>
    private const string Accounts = "L-E619E033";

    private static readonly TextRule Code = new(1, 63, CodeForm());
    private static readonly TextRule QuotaForm = new(1, 128, CodeForm());
    private static readonly TextRule Token = new(0, 2048, TokenForm());

    public static IReadOnlyList<JsonOperation> All { get; } = [new("ListServiceQuotas", List)];

    private static OperationResult List(JsonCall call)
    {
        var service = call.Input.Text("ServiceCode", Code);
        var (quota, token) = (call.Input.OptionalText("QuotaCode", QuotaForm), call.Input.OptionalText("NextToken", Token));
        _ = (call.Input.Number("MaxResults", 1, 100), call.Input.OptionalWord("QuotaAppliedAtLevel", "ACCOUNT", "RESOURCE", "ALL"));
        if (call.Input.Fault is not null) return OperationResult.Empty;

        // There is one quota, so that no token was ever given.
        if (token is not null) return new WireError("InvalidPaginationTokenException", "The token is not one of this list.");
        if (service != "organizations") return new WireError("NoSuchResourceException", "The simulated AWS has no quotas of this service.");
        var organization = call.State.Tables.Organizations.Find(call.State.Tables.Accounts.Get(call.AccountId).Membership?.OrganizationId);
        return Answer.With(json =>
        {
            json.WriteStartArray("Quotas");
            if (quota is null or Accounts) Write(json, organization?.AccountQuota ?? call.State.Options.AccountQuota);
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, int accounts)
    {
        json.WriteStartObject();
        json.WriteString("ServiceCode", "organizations");
        json.WriteString("ServiceName", "AWS Organizations");
        json.WriteString("QuotaCode", Accounts);
        json.WriteString("QuotaName", "Default maximum number of accounts");
        json.WriteNumber("Value", accounts);
        json.WriteString("Unit", "None");
        json.WriteBoolean("Adjustable", true);
        json.WriteBoolean("GlobalQuota", true);
        json.WriteEndObject();
    }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-]+\z")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"\A[a-zA-Z0-9/+]*={0,2}\z")]
    private static partial Regex TokenForm();
}
