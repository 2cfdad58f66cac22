namespace Guildhall.Wire.Policies;

/// <summary>The outcome of an evaluation (security.md 4.1).</summary>
public enum Verdict
{
    /// <summary>No statement allows the request.</summary>
    ImplicitDeny,

    /// <summary>A statement allows the request and none denies it.</summary>
    Allow,

    /// <summary>A statement denies the request.</summary>
    ExplicitDeny,
}
