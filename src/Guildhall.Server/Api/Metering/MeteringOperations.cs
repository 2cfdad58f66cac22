using Guildhall.App.Entitlements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Metering;

/// <summary>
/// The metering service as far as it is served. What reports usage answers that it is switched off: Guildhall bills nobody by usage, and cannot attest the identity of a machine.
/// storefront-and-procurement.md C.
/// </summary>
internal static class MeteringOperations
{
    private static readonly string[] SwitchedOff = ["BatchMeterUsage", "MeterUsage", "RegisterUsage"];

    public static IEnumerable<Operation> All(EntitlementQueries queries) => [ResolveCustomer.Operation(queries), .. SwitchedOff.Select(Off)];

    public static Operation Json(string name, OperationHandler handler) =>
        Operation.Json("aws-marketplace", "AWSMPMeteringService", name, handler) with { InternalErrorCode = "InternalServiceErrorException" };

    private static Operation Off(string name) => Json(name, (_, _) => ValueTask.FromResult<OperationResult>(
        new WireError("DisabledApiException", $"{name} is not served here: Guildhall meters nothing. Products bought at AWS go on calling AWS.")));
}
