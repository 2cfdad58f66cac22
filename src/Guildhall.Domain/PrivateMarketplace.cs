using System.Collections.Immutable;
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

    public Experience? FindExperience(EntityId id) => Experiences.GetValueOrDefault(id);

    public Experience GetExperience(EntityId id) => Experiences[id];

    /// <summary>This marketplace with the experience added or replaced, and the derived maps following it.</summary>
    public PrivateMarketplace With(Experience experience)
    {
        var old = Experiences.GetValueOrDefault(experience.Id);
        return this with
        {
            Experiences = Experiences.SetItem(experience.Id, experience),
            Associations = Follow(Associations, old, experience),
            Parents = Children(experience).Aggregate(Parents, (map, child) => map.SetItem(child, experience.Id)),
        };
    }

    public PrivateMarketplace With(ProductRequest request) => this with { Requests = Requests.SetItem(request.Id, request) };

    private static ImmutableDictionary<PrincipalId, EntityId> Follow(ImmutableDictionary<PrincipalId, EntityId> map, Experience? old, Experience now)
    {
        if (ReferenceEquals(old?.Audience, now.Audience)) return map;
        var gone = (old?.Audience?.Principals ?? []).Except(now.Audience?.Principals ?? []).Where(p => map.GetValueOrDefault(p) == now.Id);
        return map.RemoveRange(gone).SetItems((now.Audience?.Principals ?? []).Select(p => KeyValuePair.Create(p, now.Id)));
    }

    private static IEnumerable<EntityId> Children(Experience experience) =>
        new[] { experience.Policy?.Id, experience.Branding?.Id, experience.Audience?.Id }.OfType<EntityId>();
}
