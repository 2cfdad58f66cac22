using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Changes;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Tags;

/// <summary>Sets or takes off tags of one resource.</summary>
internal sealed record ChangeTags(Caller Caller, string Arn, string RequestId)
{
    public ImmutableSortedDictionary<string, string> Set { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> Remove { get; init; } = [];

    private string Operation => Remove.IsEmpty ? "TagResource" : "UntagResource";

    private MarketplaceKeys Keys => Remove.IsEmpty ? new() { RequestTags = Set } : new() { TagKeys = Remove };

    /// <summary>The ARN, with everything staged; or the refusal, with nothing staged.</summary>
    public Result<string> Decide(WriteScope scope, TenantId? tenant)
    {
        var state = tenant is { } own ? scope.State(own) : null;
        var resource = NamedResource.Find(Caller, state, Arn, scope.FindChangeSet);
        if (resource.Refused($"aws-marketplace:{Operation}", Keys) is { } refusal) return refusal;
        var after = resource.Tags.SetItems(Set).RemoveRange(Remove);
        if (after.Count > Limits.TagsPerResource)
            return Problem.Malformed($"A resource has at most {Limits.TagsPerResource} tags; this one would have {after.Count}.", "Tags");
        if (after.SequenceEqual(resource.Tags)) return Arn;
        scope.Write(rows => Save(rows, state!.Tenant, resource.Tags, after, scope.Now));
        scope.Put(state! with { Tags = after.IsEmpty ? state.Tags.Remove(Arn) : state.Tags.SetItem(Arn, after) });
        return Arn;
    }

    private void Save(
        RowQueue rows, TenantId tenant, ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> after, DateTimeOffset now)
    {
        foreach (var (key, value) in after.Where(t => before.GetValueOrDefault(t.Key) != t.Value))
            rows.Put(new TagRow { TenantId = tenant.Value, ResourceArn = Arn, Key = key, Value = value });
        foreach (var key in before.Keys.Where(k => !after.ContainsKey(k))) rows.Delete<TagRow>(Arn, key);
        rows.Insert(AuditRecords.OfTags(Operation, tenant, Caller, RequestId, Arn, before, after, now));
    }
}
