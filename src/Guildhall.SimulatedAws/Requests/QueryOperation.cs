using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>One operation of STS or IAM.</summary>
/// <param name="Name">Its name on the wire, which is also its action in policies.</param>
/// <param name="Handle">What it does.</param>
internal sealed record QueryOperation(string Name, Func<QueryCall, OperationResult> Handle)
{
    /// <summary>The ARN it is about, as policies see it; <c>*</c> when it is about none.</summary>
    public Func<QueryCall, string> Resource { get; init; } = _ => "*";

    /// <summary>The condition key that it fills from a form field of the request, if it has one.</summary>
    public (string Key, string Field)? Condition { get; init; }

    /// <summary>False for what nobody can be denied, or what is decided otherwise.</summary>
    public bool AsksPolicies { get; init; } = true;

    public bool ChangesState => !Name.StartsWith("Get", StringComparison.Ordinal) && !Name.StartsWith("List", StringComparison.Ordinal);
}
