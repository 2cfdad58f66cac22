using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Access;

/// <summary>What an account is to the private marketplace of its tenant. private-marketplace.md 6.2, decisions.md 15.</summary>
public enum Standing
{
    Member,
    DelegatedAdministrator,
    ManagementAccount,
    StandaloneAccount,
}

/// <summary>
/// Who acts: the account, the principal's ARN, and the two powers that no account gives: <paramref name="MarketplaceManager"/> (operates the
/// installation) and <paramref name="System"/> (Guildhall itself, following the organization).
/// </summary>
public sealed record Actor(AccountId Account, string Arn, bool MarketplaceManager = false, bool System = false)
{
    /// <summary>
    /// Whether the account may change experiences at all: the management account, a delegated administrator, a stand-alone account, and in an
    /// organization that never enabled the integration any of its accounts (M-01, M-05). What its policies say is asked elsewhere (S-21).
    /// </summary>
    public bool Administers(Organization organization) =>
        System || MarketplaceManager || organization.StandingOf(Account) switch
        {
            Standing.Member => organization.Integration == Integration.NeverEnabled && organization.Contains(Account),
            _ => true,
        };

    /// <summary>
    /// Whether the account stands for the whole organization: the management account, a delegated administrator, a stand-alone account. That any account may
    /// change experiences before the integration (M-05) gives none a power over the others.
    /// </summary>
    public bool ActsFor(Organization organization) => System || MarketplaceManager || organization.StandingOf(Account) != Standing.Member;
}
