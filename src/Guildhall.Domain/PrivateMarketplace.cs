using System.Collections.Immutable;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain;

/// <summary>
/// Everything the rules know of one tenant, immutable. A change is decided on one such value and gives the next; the store commits it only if
/// nobody else committed in between (<see cref="Version"/>).
/// </summary>
public sealed record PrivateMarketplace(Organization Organization)
{
    /// <summary>The tenant's counter in the store: plus one per commit.</summary>
    public long Version { get; init; }

    public ImmutableDictionary<EntityId, Experience> Experiences { get; init; } = ImmutableDictionary<EntityId, Experience>.Empty;

    /// <summary>Direct associations, archived experiences' included: a principal has at most one. Derived from the audiences.</summary>
    public ImmutableDictionary<PrincipalId, EntityId> Associations { get; init; } = ImmutableDictionary<PrincipalId, EntityId>.Empty;

    /// <summary>Experience by the id of its policy, branding or audience. Derived.</summary>
    public ImmutableDictionary<EntityId, EntityId> Parents { get; init; } = ImmutableDictionary<EntityId, EntityId>.Empty;

    public ImmutableDictionary<EntityId, ProductRequest> Requests { get; init; } = ImmutableDictionary<EntityId, ProductRequest>.Empty;

    /// <summary>The pending requests by the products they ask for, oldest first. Derived.</summary>
    public ImmutableDictionary<ProductId, ImmutableArray<EntityId>> OpenRequests { get; init; } =
        ImmutableDictionary<ProductId, ImmutableArray<EntityId>>.Empty;

    public Experience? FindExperience(EntityId id) => Experiences.GetValueOrDefault(id);

    public Experience GetExperience(EntityId id) => Experiences[id];

    /// <summary>This marketplace with the experience added or replaced, and the derived maps following it: what is alike costs nothing.</summary>
    public PrivateMarketplace With(Experience experience) => With([experience]);

    /// <summary>The same for several, as if one after another.</summary>
    public PrivateMarketplace With(params ReadOnlySpan<Experience> experiences)
    {
        var (all, associations, parents) = (Experiences.ToBuilder(), Associations.ToBuilder(), Parents.ToBuilder());
        foreach (var experience in experiences)
        {
            Follow(associations, all.GetValueOrDefault(experience.Id)?.Audience, experience.Audience, experience.Id);
            all[experience.Id] = experience;
            if (experience.Policy is { } policy) parents[policy.Id] = experience.Id;
            if (experience.Branding is { } branding) parents[branding.Id] = experience.Id;
            if (experience.Audience is { } audience) parents[audience.Id] = experience.Id;
        }

        return this with { Experiences = all.ToImmutable(), Associations = associations.ToImmutable(), Parents = parents.ToImmutable() };
    }

    /// <summary>This marketplace with the request added or replaced.</summary>
    public PrivateMarketplace With(ProductRequest request) => this with
    {
        Requests = Requests.SetItem(request.Id, request),
        OpenRequests = Follow(OpenRequests, Requests.GetValueOrDefault(request.Id), request),
    };

    private static void Follow(ImmutableDictionary<PrincipalId, EntityId>.Builder map, Audience? old, Audience? now, EntityId experience)
    {
        var before = (old?.Principals ?? []).AsSpan();
        var after = (now?.Principals ?? []).AsSpan();
        var alike = before.CommonPrefixLength(after);
        var (leaving, coming) = (before[alike..].ToArray(), after[alike..].ToArray());
        if (leaving.Length == 0)
        {
            foreach (var principal in coming) map[principal] = experience;
            return;
        }

        map.RemoveRange(leaving.Except(coming).Where(p => map.TryGetValue(p, out var own) && own == experience).ToList());
        foreach (var principal in coming.Except(leaving)) map[principal] = experience;
    }

    private static ImmutableDictionary<ProductId, ImmutableArray<EntityId>> Follow(
        ImmutableDictionary<ProductId, ImmutableArray<EntityId>> map, ProductRequest? old, ProductRequest now)
    {
        if ((old?.Pending ?? false) == now.Pending) return map;
        return now.Products.Aggregate(map, (open, product) =>
        {
            var others = open.GetValueOrDefault(product.Id, []).Remove(now.Id);
            return now.Pending ? open.SetItem(product.Id, others.Add(now.Id))
                : others.IsEmpty ? open.Remove(product.Id)
                : open.SetItem(product.Id, others);
        });
    }
}
