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
    public PrivateMarketplace With(Experience experience)
    {
        var old = Experiences.GetValueOrDefault(experience.Id);
        return this with
        {
            Experiences = Experiences.SetItem(experience.Id, experience),
            Associations = Follow(Associations, old?.Audience, experience.Audience, experience.Id),
            Parents = Children(experience).Aggregate(Parents, (map, child) => map.SetItem(child, experience.Id)),
        };
    }

    /// <summary>This marketplace with the request added or replaced.</summary>
    public PrivateMarketplace With(ProductRequest request) => this with
    {
        Requests = Requests.SetItem(request.Id, request),
        OpenRequests = Follow(OpenRequests, Requests.GetValueOrDefault(request.Id), request),
    };

    private static ImmutableDictionary<PrincipalId, EntityId> Follow(
        ImmutableDictionary<PrincipalId, EntityId> map, Audience? old, Audience? now, EntityId experience)
    {
        var before = (old?.Principals ?? []).AsSpan();
        var after = (now?.Principals ?? []).AsSpan();
        var alike = before.CommonPrefixLength(after);
        var (leaving, coming) = (before[alike..].ToArray(), after[alike..].ToArray());
        var gone = leaving.Except(coming).Where(p => map.GetValueOrDefault(p) == experience);
        return map.RemoveRange(gone).SetItems(coming.Except(leaving).Select(p => KeyValuePair.Create(p, experience)));
    }

    private static IEnumerable<EntityId> Children(Experience experience) =>
        new[] { experience.Policy?.Id, experience.Branding?.Id, experience.Audience?.Id }.OfType<EntityId>();

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
