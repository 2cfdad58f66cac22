using System.Collections.Immutable;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Organizations;

/// <summary>What must follow when a complete reading of the organization lacks principals. private-marketplace.md 4.9.</summary>
public static class OrganizationSync
{
    public const string SetName = "Organization sync";

    /// <summary>
    /// One set per experience that is associated with principals which are no longer in the marketplace's organization, or are closed accounts;
    /// archived experiences included. Run them with a System actor.
    /// </summary>
    public static ImmutableArray<SystemSet> Of(PrivateMarketplace marketplace) =>
    [
        .. marketplace.Associations.Where(a => Gone(marketplace.Organization.Tree, a.Key)).GroupBy(a => a.Value, a => a.Key)
            .OrderBy(g => g.Key.Value, StringComparer.Ordinal)
            .Select(g => new SystemSet(SetName, g.Key, new DisassociateAudience([.. g.Select(p => p.Value).Order(StringComparer.Ordinal)]))),
    ];

    private static bool Gone(OrganizationTree tree, PrincipalId principal) =>
        tree.Find(principal.Value) is not { } node || tree.Nodes[node].State is AccountState.PendingClosure or AccountState.Closed;
}
