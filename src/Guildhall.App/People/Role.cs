using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.Wire.Policies;

namespace Guildhall.App.People;

/// <summary>A named set of policies that a person is given for an account. M-01: web roles are nothing but such policies.</summary>
/// <param name="Name">As it is stored and shown.</param>
/// <param name="Policies">Names of built-in policies.</param>
/// <param name="Explanation">One sentence for those who give it.</param>
public sealed record Role(string Name, ImmutableArray<string> Policies, string Explanation)
{
    /// <summary>The role of the whole installation: it belongs to no account.</summary>
    public const string MarketplaceManager = "MarketplaceManager";

    public static ImmutableArray<Role> All { get; } =
    [
        new(MarketplaceManager, ["GuildhallManager"], "Runs the installation: links organizations, manages people, does everything an administrator does."),
        new("Administrator", ["AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator"], "Manages experiences, products, audiences and requests of the organization, and reads what it spends."),
        new("DelegatedAdministrator", ["AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator"], "The same, from an account that the management account registered."),
        new("Approver", ["GuildhallApprover"], "Answers requests for products, and decides on orders of AWS accounts that wait for it."),
        new("Buyer", ["AWSPrivateMarketplaceRequests", "GuildhallBuyer"], "Browses, asks for products and buys what is approved."),
        new("AccountBuyer", ["AWSPrivateMarketplaceRequests", "GuildhallBuyer", "GuildhallAccountBuyer"], "The same, and orders AWS accounts, each of which costs money from its first day."),
        new("BillingManager", ["GuildhallBilling"], "Browses, reads what the organization spends, sets its prices and makes its statements."),
        new("Auditor", ["GuildhallAuditor"], "Reads everything and changes nothing."),
    ];

    /// <summary>Whether the role is held for the installation and not for an account.</summary>
    public bool OfInstallation => Name == MarketplaceManager;

    /// <summary>Null when there is no such role.</summary>
    public static Role? Find(string name) => All.FirstOrDefault(role => role.Name == name);

    /// <summary>The policies of several roles, each once, ready to be evaluated. A role that is no longer known allows nothing.</summary>
    public static PolicySet Compile(IEnumerable<string> roles) =>
        AttachedPolicies.Compile([.. PoliciesOf(roles).Select(policy => new AttachedPolicy(policy))]);

    /// <summary>The names of the policies of several roles, each once.</summary>
    public static ImmutableArray<string> PoliciesOf(IEnumerable<string> roles) => [.. roles.SelectMany(name => Find(name)?.Policies ?? []).Distinct(StringComparer.Ordinal)];
}
