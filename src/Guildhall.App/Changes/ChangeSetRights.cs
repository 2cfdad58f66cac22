using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>
/// Whether a caller may start a set: each change is asked on its entity's ARN, and all must be allowed; a denial that names change sets counts too.
/// Asked when the set is accepted and again when it is applied. security.md 4.2, decisions.md 18.
/// </summary>
public static class ChangeSetRights
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string TagResource = "aws-marketplace:TagResource";

    /// <summary>The refusals by place in the set; empty when everything is allowed.</summary>
    public static ImmutableSortedDictionary<int, Problem> Check(
        Caller caller, TenantState? state, IReadOnlyList<ShapedChange> changes, string intent, IReadOnlyDictionary<string, string> setTags)
    {
        var refused = ImmutableSortedDictionary.CreateBuilder<int, Problem>();
        foreach (var change in changes)
        {
            if (Check(caller, state, change, intent, setTags) is { } problem) refused.Add(change.Place, problem);
        }

        return refused.ToImmutable();
    }

    /// <summary>Whether the caller may make changes of a type on every entity of a tenant: what a page shows a button for.</summary>
    public static bool MayStart(Caller caller, TenantState state, string changeType)
    {
        var arn = Arns.Entity(Owner(caller, state), ChangeTypes.Find(changeType)!.Target, "*");
        return Authorization.Check(caller, Start, arn, new MarketplaceKeys { ChangeType = changeType, Intent = "APPLY" }) is null;
    }

    private static Problem? Check(Caller caller, TenantState? state, ShapedChange change, string intent, IReadOnlyDictionary<string, string> setTags)
    {
        var arn = ArnOf(caller, state, change);
        var tags = change.EntityTags.Count > 0 || setTags.Count > 0 ? change.EntityTags.SetItems(setTags) : change.EntityTags;
        var keys = new MarketplaceKeys
        {
            ChangeType = change.Type.Name,
            Intent = intent,
            RequestTags = tags,
            ResourceTags = state?.Tags.GetValueOrDefault(arn),
        };
        return Authorization.Check(caller, Start, arn, keys)
            ?? Authorization.Deny(caller, Start, Arns.ChangeSet(Owner(caller, state), "*"), keys)
            ?? (tags.Count > 0 ? Authorization.Check(caller, TagResource, arn, keys) : null);
    }

    private static string ArnOf(Caller caller, TenantState? state, ShapedChange change)
    {
        if (change.Entity is not { } entity) return Arns.Entity(Owner(caller, state), change.Type.Target, "*");
        var owner = state?.Marketplace.FindExperience(entity.Id)?.Owner ?? state?.Marketplace.Requests.GetValueOrDefault(entity.Id)?.Requester;
        return Arns.Entity(owner ?? Owner(caller, state), change.Type.Target, entity.Id.Value);
    }

    private static AccountId Owner(Caller caller, TenantState? state) =>
        state is null ? caller.Account : Visibility.OwnerFor(caller.Actor, state.Marketplace.Organization);
}
