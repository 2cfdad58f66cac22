namespace Guildhall.SimulatedAws.Simulation;

/// <summary>What goes wrong with a call (contract.md 6).</summary>
/// <param name="Operation">The operation's name, which more than one service may have; or <c>service:name</c> with the signing name.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Code">For <see cref="FaultKind.Fail"/>: the error, <c>Name</c> or <c>Name/REASON</c>; for CreateAccount also a reason it fails for later.</param>
/// <param name="Delay">For <see cref="FaultKind.Delay"/>: how long the call waits before it is served.</param>
/// <param name="Probability">How often, 0 to 1.</param>
internal sealed record Fault(string Operation, FaultKind Kind, string? Code, TimeSpan Delay, double Probability)
{
    public bool Hits(string service, string operation) => Operation == operation || Operation == $"{service}:{operation}";
}

internal enum FaultKind
{
    /// <summary>The call is refused as one too many.</summary>
    Throttle,

    /// <summary>The call is served late.</summary>
    Delay,

    /// <summary>The call is served and the connection cut before the answer.</summary>
    DropAnswer,

    /// <summary>The call is refused with an error and changes nothing.</summary>
    Fail,

    /// <summary>The call is served twice, as if it had been sent twice; the second answer goes out.</summary>
    Duplicate,
}
