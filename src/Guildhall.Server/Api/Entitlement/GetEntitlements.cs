using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Entitlements;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Entitlement;

/// <summary>
/// <c>AWSMPEntitlementService.GetEntitlements</c>, in AWS JSON and in CBOR: what customers of an in-house product may use of it, for the product's own software.
/// storefront-and-procurement.md C, G.5.
/// </summary>
internal static class GetEntitlements
{
    private const string Name = "GetEntitlements", Shape = "AWSMPEntitlementService", Service = "aws-marketplace", InternalError = "InternalServiceErrorException";
    private const int Most = 25;

    private static readonly FrozenSet<string> Times = FrozenSet.Create("ExpirationDate");

    public static IEnumerable<Operation> Operations(EntitlementQueries queries)
    {
        OperationHandler handler = (call, cancellation) => HandleAsync(queries, call, cancellation);
        yield return Operation.Json(Service, Shape, Name, handler) with { InternalErrorCode = InternalError };
        yield return Operation.Cbor(Service, Shape, Name, handler, Times) with { InternalErrorCode = InternalError };
    }

    private static async ValueTask<OperationResult> HandleAsync(EntitlementQueries queries, OperationCall call, CancellationToken cancellation)
    {
        var read = JsonBody.Read(call, EntitlementJson.Default.GetEntitlementsRequest);
        if (read.Error is { } malformed) return malformed;
        var request = read.Value;
        if (request.ProductCode is not { Length: >= 1 and <= 255 } product) return Invalid("ProductCode must have 1 to 255 characters.");
        if (request.MaxResults is < 1 or > Most) return Invalid($"MaxResults must be a number from 1 to {Most}.");
        if (request.NextToken is { } token && string.IsNullOrWhiteSpace(token)) return Invalid("NextToken must not be blank.");
        var filter = Filter(request.Filter ?? ImmutableDictionary<string, IReadOnlyList<string?>?>.Empty);
        if (filter.Refused) return ProductCalls.Error(filter.Problems[0]);
        var page = await queries.ListAsync((Caller)call.Principal, product, filter.Value, request.MaxResults ?? Most, request.NextToken, cancellation);
        return page.Refused ? ProductCalls.Error(page.Problems[0]) : Write(page.Value);
    }

    /// <summary>Buyers are named in one of two ways, not in both.</summary>
    private static Result<EntitlementFilter> Filter(IReadOnlyDictionary<string, IReadOnlyList<string?>?> filter)
    {
        var read = new EntitlementFilter();
        foreach (var (name, values) in filter)
        {
            if (values is not { Count: > 0 } || values.Any(v => v is null)) return Problem.Malformed($"Filter {name} must have at least one value.", "Filter");
            ImmutableArray<string> asked = [.. values.OfType<string>()];
            switch (name)
            {
                case "CUSTOMER_IDENTIFIER": read = read with { Customers = asked }; break;
                case "CUSTOMER_AWS_ACCOUNT_ID": read = read with { Accounts = asked }; break;
                case "DIMENSION": read = read with { Dimensions = asked }; break;
                case "LICENSE_ARN": read = read with { Licences = asked }; break;
                default: return Problem.Malformed("Filter takes CUSTOMER_IDENTIFIER, CUSTOMER_AWS_ACCOUNT_ID, DIMENSION and LICENSE_ARN.", "Filter");
            }
        }

        return read.Customers.IsEmpty || read.Accounts.IsEmpty ? read : Problem.Malformed("Filter takes CUSTOMER_IDENTIFIER or CUSTOMER_AWS_ACCOUNT_ID, not both.", "Filter");
    }

    private static OperationResult Write(Page<App.Entitlements.Entitlement> page) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Entitlements");
        foreach (var entitlement in page.Items) Write(json, entitlement);
        json.WriteEndArray();
        if (page.NextToken is { } next) json.WriteString("NextToken", next);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, App.Entitlements.Entitlement entitlement)
    {
        json.WriteStartObject();
        json.WriteString("ProductCode", entitlement.ProductCode);
        json.WriteString("Dimension", entitlement.Dimension);
        json.WriteString("CustomerIdentifier", entitlement.Customer);
        json.WriteString("CustomerAWSAccountId", entitlement.Account.Value);
        json.WriteString("LicenseArn", entitlement.Licence);
        json.WriteStartObject("Value");
        if (entitlement.Quantity is { } quantity) json.WriteNumber("IntegerValue", quantity);
        else json.WriteBoolean("BooleanValue", true);
        json.WriteEndObject();
        if (entitlement.Expires is { } expires) json.WriteEpoch("ExpirationDate", expires);
        json.WriteEndObject();
    }

    private static OperationResult Invalid(string message) => new WireError("InvalidParameterException", message);
}
