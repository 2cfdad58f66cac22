using Guildhall.SimulatedAws.Organizations;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The errors that faults answer with, in the words of each service.</summary>
internal static class FaultErrors
{
    /// <summary>The error that takes the place of the call, or null when the call goes on.</summary>
    public static WireError? Find(OperationCall call, Fault fault) => fault.Kind switch
    {
        FaultKind.Throttle => ServiceWords.Of(call.Service).Throttled,
        FaultKind.Fail when !IsOutcome(call, fault.Code) => Failed(call, fault.Code),
        _ => null,
    };

    private static bool IsOutcome(OperationCall call, string? code) =>
        call.OperationName == "CreateAccount" && code is not null && CreationFailures.IsReason(code);

    private static WireError Failed(OperationCall call, string? code)
    {
        var parts = (code ?? ServiceWords.Of(call.Service).Fault).Split('/', 2);
        var error = new WireError(parts[0], "The simulation was told to fail this call.", call.Service == S3.S3Errors.Service ? S3.S3Errors.StatusOf(parts[0]) : null);
        return parts.Length > 1 ? error.With("Reason", parts[1]) : error;
    }
}
