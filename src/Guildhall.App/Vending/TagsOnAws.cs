using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Vending;

/// <summary>What was changed of an account's tags: keys.</summary>
internal sealed record TagsSet(IReadOnlyList<string> Set, IReadOnlyList<string> Removed);

/// <summary>Tags of an account on AWS: those that are so already are left alone.</summary>
internal static class TagsOnAws
{
    public static async Task<CloudAnswer<TagsSet>> SetAsync(OrganizationsClient client, string account, IReadOnlyDictionary<string, string> wanted, IReadOnlyList<string> unwanted, CancellationToken cancellation)
    {
        if (!(await Pages.AllAsync(token => client.ListTagsForResourceAsync(account, token, cancellation))).Gave(out var listed, out var problem)) return problem;
        var present = listed.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        string[] gone = [.. unwanted.Where(present.ContainsKey)];
        if (gone.Length > 0 && await client.UntagResourceAsync(account, gone, cancellation) is { } kept) return kept;
        var missing = wanted.Where(t => present.GetValueOrDefault(t.Key) != t.Value).ToDictionary(StringComparer.Ordinal);
        if (missing.Count > 0 && await client.TagResourceAsync(account, missing, cancellation) is { } refused) return refused;
        return new TagsSet([.. missing.Keys], gone);
    }
}
