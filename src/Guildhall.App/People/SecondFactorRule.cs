using System.Collections.Immutable;

namespace Guildhall.App.People;

/// <summary>Who must have a second factor. security.md S-33.</summary>
public enum SecondFactorRule
{
    /// <summary>Those who administer a private marketplace or run the installation.</summary>
    Administrators,

    /// <summary>Everybody who signs in with a password.</summary>
    Everybody,

    /// <summary>Nobody; whoever wants one has one.</summary>
    Optional,
}

/// <summary>What a rule asks of a person.</summary>
public static class SecondFactorRules
{
    private static readonly ImmutableArray<string> Administration = [Role.MarketplaceManager, "Administrator", "DelegatedAdministrator"];

    /// <summary>Whether the person must have a second factor, whether it is there or not.</summary>
    public static bool Asks(this SecondFactorRule rule, Person person) => rule switch
    {
        SecondFactorRule.Optional => false,
        SecondFactorRule.Everybody => true,
        _ => person.Roles.Values.Any(roles => roles.Any(Administration.Contains)),
    };
}
