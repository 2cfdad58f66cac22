namespace Guildhall.Wire.Policies;

/// <summary>What a policy document is for. It settles which elements it may have and how long it may be.</summary>
public enum PolicyKind
{
    /// <summary>Of a user, group, role, boundary or session: no <c>Principal</c>; 6,144 characters (security.md 4.1).</summary>
    Identity,

    /// <summary>Of an organization: no <c>Principal</c>; 10,240 characters (aws-operations.md, part G).</summary>
    ServiceControl,

    /// <summary>Of an entity: <c>Principal</c> required; 10,240 characters (private-marketplace.md 1.3).</summary>
    Resource,

    /// <summary>Of a role: <c>Principal</c> required, no <c>Resource</c>; 6,144 characters.</summary>
    Trust,
}
