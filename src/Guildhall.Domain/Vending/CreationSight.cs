namespace Guildhall.Domain.Vending;

/// <summary>A creation as AWS lists it: with the name, without the address.</summary>
/// <param name="State">Null for a word that AWS did not have when this was written.</param>
public sealed record CreationStatus(string RequestId, string Name, CreationState? State, DateTimeOffset RequestedAt, string? AccountId, string? FailureReason);

public enum CreationState
{
    InProgress,
    Succeeded,
    Failed,
}

/// <summary>What an attempt saw of AWS.</summary>
public abstract record CreationSight
{
    private CreationSight()
    {
    }

    /// <summary>The creation's status, from its id or as the answer to the call.</summary>
    public sealed record Told(CreationStatus Status) : CreationSight;

    /// <summary>AWS no longer has a status of that id.</summary>
    public sealed record StatusGone : CreationSight;

    /// <summary>All accounts and all creations were looked through.</summary>
    /// <param name="Account">The account that has the address; null when none has.</param>
    /// <param name="Pending">A creation of this name, since the first call and nobody else's, is in progress.</param>
    public sealed record Looked(string? Account, bool Pending) : CreationSight
    {
        /// <summary>The account has the order's own tag, which AWS gives it only with the order's own call.</summary>
        public bool Tagged { get; init; }
    }

    /// <summary>AWS refused the call in a way that proves that nothing happened.</summary>
    public sealed record PutOff : CreationSight;

    /// <summary>AWS refused the call because it still prepares the organization (aws-operations.md A.5, F 1).</summary>
    public sealed record Unready : CreationSight;

    /// <summary>AWS reports an error of its own: called again soon, but the address is kept whatever comes.</summary>
    public sealed record Stumbled : CreationSight;

    /// <summary>No answer that can be understood: AWS may have done it.</summary>
    public sealed record NoAnswer : CreationSight;
}

/// <summary>What follows from it.</summary>
public abstract record CreationVerdict
{
    private CreationVerdict()
    {
    }

    /// <summary>There is the account.</summary>
    public sealed record Made(string Account) : CreationVerdict;

    /// <summary>Asked again later.</summary>
    /// <param name="Pause">Null: by the number of refusals, with jitter.</param>
    public sealed record Wait(CreationProgress Progress, TimeSpan? Pause) : CreationVerdict;

    /// <summary>The address belongs to a stranger: another one is reserved, then called with.</summary>
    public sealed record NewAddress(CreationProgress Progress) : CreationVerdict;

    /// <summary>AWS says that there will be no account.</summary>
    public sealed record Failed(CreationProgress Progress, string Reason) : CreationVerdict;

    /// <summary>Only a person can tell.</summary>
    public sealed record Review(CreationProgress Progress) : CreationVerdict;
}
