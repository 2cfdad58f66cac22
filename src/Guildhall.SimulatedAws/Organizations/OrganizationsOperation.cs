using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>One operation of AWS Organizations.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Callers">Which accounts may call it.</param>
/// <param name="Handle">What it does.</param>
internal sealed record OrganizationsOperation(string Name, Callers Callers, Func<OrganizationsCall, OperationResult> Handle)
{
    public bool ChangesState => !Name.StartsWith("Describe", StringComparison.Ordinal) && !Name.StartsWith("List", StringComparison.Ordinal);
}

/// <summary>Which accounts may call an operation, whatever their policies allow (aws-operations.md A.4 to A.7).</summary>
internal enum Callers
{
    /// <summary>Any account, of an organization or of none.</summary>
    Everybody,

    /// <summary>Any account of the organization.</summary>
    Members,

    /// <summary>The management account and delegated administrators of any service.</summary>
    Administrators,

    /// <summary>The management account alone.</summary>
    Management,
}
