using Guildhall.App.Access;
using Guildhall.App.Entitlements;
using Guildhall.Server.Api.Entitlement;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Metering;

/// <summary><c>AWSMPMeteringService.ResolveCustomer</c>: a SaaS product's page swaps the token that a buyer's browser brought for the buyer's identity. storefront-and-procurement.md C.</summary>
internal static class ResolveCustomer
{
    public static Operation Operation(EntitlementQueries queries) => MeteringOperations.Json("ResolveCustomer", (call, cancellation) => HandleAsync(queries, call, cancellation));

    private static async ValueTask<OperationResult> HandleAsync(EntitlementQueries queries, OperationCall call, CancellationToken cancellation)
    {
        var read = JsonBody.Read(call, EntitlementJson.Default.ResolveCustomerRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value.RegistrationToken is not { Length: > 0 } token) return new WireError("InvalidTokenException", "RegistrationToken is required.");
        var resolved = await queries.ResolveAsync((Caller)call.Principal, token, cancellation);
        return resolved.Refused ? ProductCalls.Error(resolved.Problems[0]) : Write(resolved.Value);
    }

    private static OperationResult Write(ResolvedCustomer customer) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("CustomerIdentifier", customer.Customer);
        json.WriteString("ProductCode", customer.ProductCode);
        json.WriteString("CustomerAWSAccountId", customer.Account.Value);
        json.WriteString("LicenseArn", customer.Licence);
        json.WriteEndObject();
    });
}
