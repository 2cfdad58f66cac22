using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies;

/// <summary>Who wants to do what to which resource.</summary>
public readonly record struct PolicyRequest
{
    /// <summary>The caller's ARN, a user's or an assumed role's session; for a service its name, such as <c>organizations.amazonaws.com</c>.</summary>
    public required string PrincipalArn { get; init; }

    /// <summary>The caller's account, 12 digits; null for a service.</summary>
    public required string? PrincipalAccount { get; init; }

    /// <summary>The action with its prefix, such as <c>aws-marketplace:ListEntities</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The resource's ARN, or <c>*</c> for an action without one.</summary>
    public required string Resource { get; init; }

    /// <summary>The condition keys of the request; null when it has none but those of the caller.</summary>
    public IConditionKeys? Context { get; init; }

    /// <summary>The values of a condition key. The caller's ARN and account need not be in <see cref="Context"/>.</summary>
    internal StringValues Find(string key)
    {
        var found = Context?.Find(key) ?? default;
        if (found.Count > 0)
            return found;
        if (key.Equals("aws:PrincipalAccount", StringComparison.OrdinalIgnoreCase))
            return PrincipalAccount;
        if (key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase) && PrincipalAccount is not null)
            return AssumedRole.Find(PrincipalArn)?.RoleArn ?? PrincipalArn;
        return default;
    }
}
