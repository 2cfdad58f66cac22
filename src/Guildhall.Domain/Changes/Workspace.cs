using System.Collections.Immutable;
using Guildhall.Domain.Access;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Changes;

/// <summary>What a run needs besides the state: who, when, new ids, the catalogue, the logos fetched beforehand.</summary>
public sealed record RunContext(Actor Actor, DateTimeOffset Now, IdSource Ids, ProductCatalogue Catalogue)
{
    /// <summary>Keep ids the catalogue does not have instead of refusing them (<c>catalog:unknownProducts = accept</c>, private-marketplace.md 4.5).</summary>
    public bool AcceptUnknownProducts { get; init; }

    /// <summary>What became of each logo URL the set names: fetched before the run, because rules do no I/O (private-marketplace.md 3.3).</summary>
    public IReadOnlyDictionary<string, LogoCopy> Logos { get; init; } = new Dictionary<string, LogoCopy>();

    /// <summary>How long a request stays open. private-marketplace.md 5.6.</summary>
    public TimeSpan RequestLifetime { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>A fetched logo: our own address of the copy, or the problem (<c>INVALID_URL</c>, <c>INVALID_IMAGE</c>).</summary>
public sealed record LogoCopy(string? Url, Problem? Problem);

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

    /// <summary>What happened besides the new state, in order: App turns it into events in the same transaction.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>The experiences and requests touched so far.</summary>
    public ImmutableArray<EntityId> Touched => [.. _touched];

    public Experience? FindExperience(EntityId id) => Current.FindExperience(id);

    public Experience GetExperience(EntityId id) => Current.GetExperience(id);

    public ProductRequest GetRequest(EntityId id) => Current.Requests[id];

    public ProductRequest? FindRequest(EntityId id) => Current.Requests.GetValueOrDefault(id);

    /// <summary>Adds or replaces an experience and marks it touched, together with the children that differ from before.</summary>
    public void Put(Experience experience)
    {
        Touch(experience.Id);
        Current = Current.With(experience);
    }

    public void Put(ProductRequest request)
    {
        Touch(request.Id);
        Current = Current.With(request);
    }

    /// <summary>A touched entity gets one revision more when the run is sealed, even if nothing in it differs. private-marketplace.md 1.5.</summary>
    public void Touch(EntityId id) => _touched.Add(id);

    public void Record(Fact fact) => _facts.Add(fact);

    /// <summary>The state with revisions and dates set: plus one per touched entity, 1 for new ones, however many changes touched it.</summary>
    internal PrivateMarketplace Seal() => _touched.Aggregate(Current, (state, id) =>
        state.Experiences.TryGetValue(id, out var experience) ? state.With(Revisions.Next(Before.FindExperience(id), experience, Now))
        : state.Requests.TryGetValue(id, out var request) ? state.With(Revisions.Next(Before.Requests.GetValueOrDefault(id), request, Now))
        : state);
}
