using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Tags;

/// <summary>Tags of entities and change sets, by ARN. private-marketplace.md 2.7.</summary>
public sealed class TagLists(Database database, Marketplaces marketplaces, Writer writer)
{
    /// <summary>A resource's tags by key. Refused: malformed ARN, no right, not found.</summary>
    public async Task<Result<ImmutableSortedDictionary<string, string>>> ListAsync(Caller caller, string arn, CancellationToken cancellation)
    {
        if (Limits.ResourceArn(arn) is { } malformed) return malformed;
        await using var db = database.Open();
        var state = marketplaces.FindTenantOf(caller.Account)?.State;
        var resource = NamedResource.Find(caller, state, arn, id => db.ChangeSets.Find(id));
        return resource.Refused("aws-marketplace:ListTagsForResource") is { } refusal ? refusal : resource.Tags;
    }

    /// <summary>Sets tags; others stay. Refused: as <see cref="ListAsync"/>, malformed tags, more than 50 on the resource.</summary>
    public Task<Result<string>> TagAsync(Caller caller, string arn, IReadOnlyList<Tag> tags, string requestId, CancellationToken cancellation) =>
        ChangeAsync(
            [.. Limits.Tags("Tags", tags)],
            new ChangeTags(caller, arn, requestId) { Set = tags.DistinctBy(t => t.Key).ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal) },
            cancellation);

    /// <summary>Takes tags off; keys that the resource does not have are passed over. Refused: as <see cref="ListAsync"/>, malformed keys.</summary>
    public Task<Result<string>> UntagAsync(Caller caller, string arn, IReadOnlyList<string> keys, string requestId, CancellationToken cancellation) =>
        ChangeAsync([.. Limits.TagKeys(keys)], new ChangeTags(caller, arn, requestId) { Remove = [.. keys] }, cancellation);

    private async Task<Result<string>> ChangeAsync(ImmutableArray<Problem> problems, ChangeTags change, CancellationToken cancellation)
    {
        if (Limits.ResourceArn(change.Arn) is { } malformed) return malformed;
        if (!problems.IsEmpty) return problems;
        var tenant = marketplaces.FindTenantOf(change.Caller.Account)?.State.Tenant;
        return await writer.WriteAsync(scope => change.Decide(scope, tenant), cancellation);
    }
}
