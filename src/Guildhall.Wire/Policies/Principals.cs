using System.Collections.Frozen;

namespace Guildhall.Wire.Policies;

/// <summary>How a statement of a resource's or role's policy names the caller.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>By its account, which may then let its own policies decide.</summary>
    Account,

    /// <summary>By its ARN, as a service, or as everybody.</summary>
    Direct,
}

/// <summary>
/// The <c>Principal</c> element. Federated and canonical users may be named; none of Guildhall's callers is one, so they match
/// nobody.
/// </summary>
internal sealed class Principals
{
    public required bool Everybody { get; init; }

    /// <summary>Account ids, 12 digits.</summary>
    public required FrozenSet<string> Accounts { get; init; }

    /// <summary>ARNs of users, roles and sessions.</summary>
    public required FrozenSet<string> Arns { get; init; }

    /// <summary>Services, by name.</summary>
    public required FrozenSet<string> Services { get; init; }

    public PrincipalMatch Match(in PolicyRequest request)
    {
        if (request.PrincipalAccount is not { } account)
            return Services.Contains(request.PrincipalArn) ? PrincipalMatch.Direct : PrincipalMatch.None;
        if (Everybody || Arns.Contains(request.PrincipalArn) || NamesRoleOf(request.PrincipalArn))
            return PrincipalMatch.Direct;
        return Accounts.Contains(account) ? PrincipalMatch.Account : PrincipalMatch.None;
    }

    private bool NamesRoleOf(string sessionArn) =>
        Arns.Count > 0 && AssumedRole.Find(sessionArn) is { } role && Arns.Any(role.Is);
}
