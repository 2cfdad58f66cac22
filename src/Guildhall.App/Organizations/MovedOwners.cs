using System.Collections.Immutable;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.App.Organizations;

/// <summary>
/// Experiences that have another owner than before (M-05): their rows follow, and so do the tags and resource policies of their entities, which are kept
/// by ARN, in which the owner stands (private-marketplace.md 2.7).
/// </summary>
internal static class MovedOwners
{
    /// <summary>The next state with tags and policies by their new ARNs; the rows are staged.</summary>
    /// <param name="next">The state before, with a marketplace in which owners differ.</param>
    public static TenantState Stage(WriteScope scope, TenantState before, TenantState next)
    {
        var moved = next.Marketplace.Experiences.Values.Where(e => e.Owner != before.Marketplace.GetExperience(e.Id).Owner).ToImmutableArray();
        if (moved.IsEmpty) return next;
        var version = scope.NextVersion(before.Tenant);
        scope.Write(rows => EntityRows.Save(rows, before.Marketplace, new ChangeOutcome.Succeeded(next.Marketplace, [.. moved.Select(e => e.Id)], []), version));
        return moved.SelectMany(e => NewArns(before.Marketplace.GetExperience(e.Id), e)).Aggregate(next, (state, arn) => WithTags(scope, WithPolicy(scope, state, arn), arn));
    }

    private static IEnumerable<(string Old, string New)> NewArns(Experience before, Experience after) =>
        ArnsOf(before).Zip(ArnsOf(after));

    private static IEnumerable<string> ArnsOf(Experience experience) => Entities.Children(experience).Prepend(Entities.Of(experience)).Select(e => e.Arn);

    private static TenantState WithTags(WriteScope scope, TenantState state, (string Old, string New) arn)
    {
        if (!state.Tags.TryGetValue(arn.Old, out var tags)) return state;
        scope.Write(rows =>
        {
            foreach (var (key, value) in tags)
            {
                rows.Delete<TagRow>(arn.Old, key);
                rows.Put(new TagRow { TenantId = state.Tenant.Value, ResourceArn = arn.New, Key = key, Value = value });
            }
        });
        return state with { Tags = state.Tags.Remove(arn.Old).SetItem(arn.New, tags) };
    }

    private static TenantState WithPolicy(WriteScope scope, TenantState state, (string Old, string New) arn)
    {
        if (!state.ResourcePolicies.TryGetValue(arn.Old, out var policy)) return state;
        scope.Write(rows =>
        {
            rows.Delete<ResourcePolicyRow>(arn.Old);
            rows.Put(new ResourcePolicyRow { TenantId = state.Tenant.Value, ResourceArn = arn.New, Policy = policy });
        });
        return state with { ResourcePolicies = state.ResourcePolicies.Remove(arn.Old).SetItem(arn.New, policy) };
    }
}
