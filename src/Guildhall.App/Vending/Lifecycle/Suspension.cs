using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>How and why an account is suspended.</summary>
/// <param name="Parent">The unit that it is moved to; null leaves it where it is.</param>
internal sealed record Suspension(SuspendReason Reason, string? Parent)
{
    /// <summary>The budget whose end was reached; null for another reason.</summary>
    public string? Budget { get; init; }

    /// <summary>Asked last in the write that begins the act: why it is not to be done, or null; what it stages is kept with it.</summary>
    public Func<WriteScope, Problem?> First { get; init; } = _ => null;
}
