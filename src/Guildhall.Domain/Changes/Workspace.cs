using System.Collections.Immutable;
using Guildhall.Domain.Access;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Changes;

/// <summary>
/// The state a run works on: starts as the marketplace of one version, is changed change by change, and is either sealed and committed whole or
/// thrown away. Not thread-safe; lives for one run.
/// </summary>
public sealed class Workspace(PrivateMarketplace before, RunContext context)
{
    private readonly HashSet<EntityId> _touched = [];
    private readonly List<Fact> _facts = [];

    public PrivateMarketplace Before { get; } = before;

    public PrivateMarketplace Current { get; private set; } = before;

    public RunContext Context { get; } = context;

    public Actor Actor => Context.Actor;

    public DateTimeOffset Now => Context.Now;

    public Organization Organization => Current.Organization;

    /// <summary>Whether the actor's account may change experiences at all. What its policies say is asked elsewhere (S-21).</summary>
    public bool ActorAdministers => Actor.Administers(Organization);

    /// <summary>The experiences and requests touched so far.</summary>
    public ImmutableArray<EntityId> Touched => [.. _touched];

    public Experience? FindExperience(EntityId id) => Current.FindExperience(id);

    public Experience GetExperience(EntityId id) => Current.GetExperience(id);

    public ProductRequest GetRequest(EntityId id) => Current.Requests[id];

    public ProductRequest? FindRequest(EntityId id) => Current.Requests.GetValueOrDefault(id);

    /// <summary>A new id for a child of an experience or a request.</summary>
    public EntityId NewId(EntityType type) => Context.Ids.Entity(type);

    /// <summary>
    /// Adds or replaces an experience. It gets one revision more when the run is sealed, even if nothing in it differs, and so do the children
    /// that are not the same object as before (private-marketplace.md 1.5).
    /// </summary>
    public void Put(Experience experience)
    {
        _touched.Add(experience.Id);
        Current = Current.With(experience);
    }

    /// <summary>Adds or replaces a request; one revision more when the run is sealed.</summary>
    public void Put(ProductRequest request)
    {
        _touched.Add(request.Id);
        Current = Current.With(request);
    }

    /// <summary>Notes something that App turns into events in the same transaction; what is noted twice is told once, as it is in the end.</summary>
    public void Record(Fact fact) => _facts.Add(fact);

    /// <summary>The state with revisions and dates set: plus one per touched entity, 1 for new ones, however many changes touched it.</summary>
    internal ChangeOutcome.Succeeded Seal()
    {
        var sealedState = _touched.Aggregate(Current, (state, id) => state.FindExperience(id) is { } experience
            ? state.With(Revisions.Next(Before.FindExperience(id), experience, Now))
            : state.With(Revisions.Next(Before.Requests.GetValueOrDefault(id), state.Requests[id], Now)));
        return new ChangeOutcome.Succeeded(sealedState, [.. _touched], [.. _facts.Select(f => f.In(sealedState)).Distinct()]);
    }
}
