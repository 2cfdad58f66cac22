using System.Collections.Immutable;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Organizations;

/// <summary>What follows when trusted access is enabled or disabled. private-marketplace.md 6.1, 6.3; M-05, M-18.</summary>
public static class TrustedAccess
{
    public const string DisabledSetName = "Trusted access disabled";

    public const string RestoredSetName = "Associations restored";

    /// <summary>
    /// One set per experience that empties its audience. Run them with a System actor on the marketplace whose organization says
    /// <see cref="Integration.Disabled"/> already: then the audiences remember what they lose.
    /// </summary>
    public static ImmutableArray<SystemSet> Disabled(PrivateMarketplace marketplace) => Sets(
        marketplace, DisabledSetName, audience => audience.Principals, principals => new DisassociateAudience(principals));

    /// <summary>
    /// One set per experience that brings back what it lost when trusted access was disabled, as far as it is still in the organization and
    /// belongs to no other experience by now; archived experiences stay empty.
    /// </summary>
    public static ImmutableArray<SystemSet> Restored(PrivateMarketplace marketplace) => Sets(
        marketplace,
        RestoredSetName,
        audience => audience.Remembered.Where(p => marketplace.Organization.Tree.Find(p.Value) is not null && !marketplace.Associations.ContainsKey(p)),
        principals => new AssociateAudience(principals));

    /// <summary>
    /// The marketplace with every experience owned by the management account: on enabling the integration all move there (M-05). Revisions stay,
    /// since nothing that they count has changed.
    /// </summary>
    public static PrivateMarketplace Enabled(PrivateMarketplace marketplace)
    {
        var management = marketplace.Organization.ManagementAccount;
        return marketplace.Experiences.Values.Where(e => e.Owner != management).Aggregate(marketplace, (state, e) => state.With(e with { Owner = management }));
    }

    private static ImmutableArray<SystemSet> Sets(
        PrivateMarketplace marketplace, string name, Func<Audience, IEnumerable<PrincipalId>> principals, Func<ImmutableArray<string>, Change> change) =>
    [
        .. from experience in marketplace.Experiences.Values
           let audience = experience.Audience
           where audience is not null
           let chosen = principals(audience).Select(p => p.Value).ToImmutableArray()
           where !chosen.IsEmpty
           orderby experience.Id.Value
           select new SystemSet(name, experience.Id, change(chosen)),
    ];
}
