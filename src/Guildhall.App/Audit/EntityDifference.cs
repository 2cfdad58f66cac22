using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.App.Audit;

/// <summary>An entity as it was and as it is. Of a policy's lists only what differs is written, because they may be long.</summary>
internal static class EntityDifference
{
    /// <summary>Null when the entity is new.</summary>
    public static JsonNode? Before(PrivateMarketplace before, PrivateMarketplace after, EntityId id) => Write(before, after, id);

    public static JsonNode? After(PrivateMarketplace before, PrivateMarketplace after, EntityId id) => Write(after, before, id);

    private static JsonNode? Write(PrivateMarketplace shown, PrivateMarketplace other, EntityId id)
    {
        if (shown.Requests.TryGetValue(id, out var request)) return JsonNode.Parse(StoreJson.Write(request));
        return shown.FindExperience(id) is { } experience ? JsonNode.Parse(StoreJson.Write(Shorten(experience, other.FindExperience(id)))) : null;
    }

    private static Experience Shorten(Experience shown, Experience? other) => shown.Policy is null || other?.Policy is null ? shown : shown with
    {
        Policy = shown.Policy with { Allowed = Except(shown.Policy.Allowed, other.Policy.Allowed), Denied = Except(shown.Policy.Denied, other.Policy.Denied) },
    };

    private static ImmutableArray<ProductGrant> Except(ImmutableArray<ProductGrant> shown, ImmutableArray<ProductGrant> other)
    {
        if (shown == other) return [];
        var known = other.ToHashSet();
        return [.. shown.Where(grant => !known.Contains(grant))];
    }
}
