using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Access;

namespace Guildhall.App.People;

/// <summary>
/// Whose people and keys somebody manages: marketplace managers everybody's; administrators those of the accounts of their own organization, where only
/// somebody in the management account reaches into that account (M-02), and in the older way (M-05) each account manages itself. Nobody but a marketplace manager
/// makes or touches one. security.md S-23.
/// </summary>
public sealed record PeopleReach
{
    private readonly Caller? _caller;
    private readonly TenantView? _tenant;

    private PeopleReach(Caller? caller, TenantView? tenant) => (_caller, _tenant) = (caller, tenant);

    /// <summary>Whoever runs the machine: everything.</summary>
    public static PeopleReach Operator { get; } = new(null, null);

    public static PeopleReach Of(Caller caller, TenantView? tenant) => new(caller, tenant);

    /// <summary>Whether nothing is out of reach.</summary>
    public bool Everything => _caller is null or { MarketplaceManager: true };

    public bool Covers(AccountId account)
    {
        if (Everything) return true;
        if (_tenant?.Marketplace.Organization is not { } organization || !organization.Contains(account) || !_caller!.Actor.Administers(organization)) return false;
        return organization.StandingOf(_caller.Account) switch
        {
            Standing.Member => account == _caller.Account,
            Standing.DelegatedAdministrator => account != organization.ManagementAccount,
            _ => true,
        };
    }

    /// <summary>Whether the whole person is within reach: their password and sessions open every account they have a role in.</summary>
    public bool Covers(Person person) => Everything || (!person.IsMarketplaceManager && person.Accounts.All(Covers));

    /// <summary>Whether any role of the person is within reach: such people are listed.</summary>
    public bool Sees(Person person) => Everything || person.Accounts.Any(Covers);

    /// <summary>Null when the role may be given and taken away.</summary>
    public Problem? Refuses(GivenRole given) =>
        Everything ? null
        : Role.Find(given.Role) is { OfInstallation: true } ? Problem.Forbidden("Only a marketplace manager makes marketplace managers.")
        : Covers(given.Account) ? null
        : Problem.Forbidden($"Account {given.Account} is not one whose people you manage.");

    /// <summary>The one answer to an address that nobody has and to somebody out of sight (security.md S-24).</summary>
    internal static Problem Nobody { get; } = Problem.NotFound("There is no such person.");

    /// <summary>
    /// Null when the person may be given another role: everything about them is within reach, which is so of somebody without any. A role in another tenant's
    /// hands would be a way to push oneself on their people.
    /// </summary>
    public Problem? RefusesMore(Person person) => Covers(person) ? null : Refuses(person);

    /// <summary>Null when everything about the person may be changed.</summary>
    public Problem? Refuses(Person person) =>
        !Sees(person) ? Nobody
        : Covers(person) ? null
        : Problem.Forbidden($"{person.Email} also has roles outside the accounts you manage; a marketplace manager can do this.");
}
