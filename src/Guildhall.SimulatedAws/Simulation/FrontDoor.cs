using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>Where every verified call comes in: it is counted, meets its fault if one is set, and gets its turn at the world.</summary>
internal sealed class FrontDoor(World world, Faults faults, CallCounts counts, TimeProvider clock, IHttpContextAccessor http)
{
    /// <summary>
    /// Serves a call. <paramref name="serve"/> also gets the code of a fault that the operation itself must carry out, which
    /// only CreateAccount has.
    /// </summary>
    public async ValueTask<OperationResult> ServeAsync(OperationCall call, Func<WorldState, string?, OperationResult> serve, CancellationToken cancellation)
    {
        counts.Count(call.OperationName);
        var fault = faults.Draw(call.Service, call.OperationName);
        if (fault is null) return Take(null);
        if (fault.Kind == FaultKind.Delay) await Task.Delay(fault.Delay, clock, cancellation);
        if (FaultErrors.Find(call, fault) is { } error) return error;
        var result = Take(fault.Kind == FaultKind.Fail ? fault.Code : null);
        if (fault.Kind == FaultKind.Duplicate) result = Take(null);
        if (fault.Kind == FaultKind.DropAnswer) http.HttpContext?.Abort();
        return result;

        OperationResult Take(string? code) => world.Take(state => serve(state, code));
    }
}
