namespace Guildhall.Wire.Policies;

/// <summary>Where a policy stands among those that must agree to a request.</summary>
public enum PolicyLayer
{
    /// <summary>The policies of the caller: of the user, the groups and the role.</summary>
    Identity,

    /// <summary>The permissions boundary of the caller.</summary>
    Boundary,

    /// <summary>The policy given when the session was made.</summary>
    Session,

    /// <summary>The service control policies of one level of the organization.</summary>
    ServiceControl,

    /// <summary>The policy of the resource.</summary>
    Resource,

    /// <summary>The trust policy of the role.</summary>
    Trust,
}
