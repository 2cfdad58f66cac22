using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Access;

/// <summary>
/// What an ARN names for a caller: an entity or change set of the caller's tenant that the caller may see, or nothing. Another tenant's resource, an
/// invisible one and an absent one are all nothing (security.md S-24).
/// </summary>
internal sealed record NamedResource(Caller Caller, string Arn, bool Exists, bool IsEntity, ImmutableSortedDictionary<string, string> Tags)
{
    private static readonly ImmutableSortedDictionary<string, string> NoTags = ImmutableSortedDictionary<string, string>.Empty;
    private static readonly Problem Missing = Problem.NotFound("There is no resource of this ARN.");

    public static NamedResource Find(Caller caller, TenantState? state, string arn, Func<string, ChangeSetRow?> findSet)
    {
        if (state is null || Arns.Parse(arn) is not { } named) return new(caller, arn, false, false, NoTags);
        var isSet = named.Type == "ChangeSet";
        var exists = isSet ? SeesSet(caller, state, arn, findSet(named.Id)) : SeesEntity(caller, state, arn, new EntityId(named.Id));
        return new(caller, arn, exists, exists && !isSet, exists && state.Tags.TryGetValue(arn, out var tags) ? tags : NoTags);
    }

    /// <summary>No right, or nothing there; null when the caller may go on.</summary>
    public Problem? Refused(string action, MarketplaceKeys? keys = null) =>
        Authorization.Check(Caller, action, Arn, (keys ?? new()).On(Tags)) ?? (Exists ? null : Missing);

    /// <summary>As <see cref="Refused"/>, for what only entities have.</summary>
    public Problem? RefusedUnlessEntity(string action) => Refused(action) ?? (IsEntity ? null : Missing);

    private static bool SeesSet(Caller caller, TenantState state, string arn, ChangeSetRow? set) =>
        set is not null && set.TenantId == state.Tenant.Value && Arns.ChangeSet(new AccountId(set.Owner), set.Id) == arn
        && ChangeSetQueries.Sees(caller, state.Marketplace, set);

    private static bool SeesEntity(Caller caller, TenantState state, string arn, EntityId id) =>
        Entities.Find(state.Marketplace, id) is { } entity && entity.Arn == arn && Visibility.Sees(caller.Actor, state.Marketplace, id);
}
