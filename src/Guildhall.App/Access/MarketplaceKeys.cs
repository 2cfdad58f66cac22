using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.App.Access;

/// <summary>
/// The condition keys of a Catalog API call, computed only when a policy asks. private-marketplace.md 10.2, security.md 4.2.
/// </summary>
public sealed class MarketplaceKeys : IConditionKeys
{
    private const string RequestTag = "aws:RequestTag/";
    private const string ResourceTag = "aws:ResourceTag/";

    public string? ChangeType { get; init; }

    public string? Intent { get; init; }

    /// <summary>Tags given with the call.</summary>
    public IReadOnlyDictionary<string, string>? RequestTags { get; init; }

    /// <summary>Keys of tags to be taken off; with <see cref="RequestTags"/> their keys count.</summary>
    public IReadOnlyList<string>? TagKeys { get; init; }

    /// <summary>Tags the resource has.</summary>
    public IReadOnlyDictionary<string, string>? ResourceTags { get; init; }

    public StringValues Find(string key) =>
        Is(key, "catalog:ChangeType") ? ChangeType
        : Is(key, "aws-marketplace:Intent") ? Intent
        : Is(key, "aws:TagKeys") ? new StringValues([.. TagKeys ?? RequestTags?.Keys ?? []])
        : Tag(key, RequestTag, RequestTags) ?? Tag(key, ResourceTag, ResourceTags) ?? default(StringValues);

    /// <summary>The same keys for a resource with these tags.</summary>
    public MarketplaceKeys On(IReadOnlyDictionary<string, string>? resourceTags) =>
        new() { ChangeType = ChangeType, Intent = Intent, RequestTags = RequestTags, TagKeys = TagKeys, ResourceTags = resourceTags };

    private static bool Is(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static StringValues? Tag(string key, string prefix, IReadOnlyDictionary<string, string>? tags) =>
        key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && tags is not null && tags.TryGetValue(key[prefix.Length..], out var value)
            ? (StringValues?)new StringValues(value)
            : null;
}
