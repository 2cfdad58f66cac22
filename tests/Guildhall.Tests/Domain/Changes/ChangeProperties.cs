using FsCheck;
using FsCheck.Fluent;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Changes;

/// <summary>What holds after every set of every story.</summary>
public sealed class ChangeProperties
{
    [Fact]
    public void A_product_is_in_at_most_one_list_and_once_in_it() => Always(story =>
        Policies(story).All(p => p.Allowed.Concat(p.Denied).Select(g => g.Product).ToList() is var listed && listed.Distinct().Count() == listed.Count));

    [Fact]
    public void M23_an_allowed_product_is_not_blocked() => Always(story => Policies(story).All(p => !p.Allowed.Any(g => p.Blocked.Contains(g.Product))));

    [Fact]
    public void M24_an_archived_experience_is_never_live() => Always(story => story.Hall.Marketplace.Experiences.Values.All(e => !e.Archived || !e.Live));

    [Fact]
    public void No_request_is_pending_once_all_its_products_are_allowed() => Always(story => story.Hall.Marketplace.Requests.Values
        .Where(r => r.Pending)
        .All(r => !r.Products.All(p => story.Hall[r.Experience].Policy!.Allowed.Any(g => g.Product == p.Id))));

    [Fact]
    public void Conformance_06_a_set_changes_nothing_but_what_it_returns() => Prop.ForAll<NonNegativeInt[], NonNegativeInt>((numbers, last) =>
    {
        var story = numbers.Aggregate(new Story(), (s, n) => s.Next(n.Get));
        var (state, before) = (story.Hall.Marketplace, Text(story.Hall.Marketplace));
        story.Next(last.Get);
        return before == Text(state) && (story.Succeeded || ReferenceEquals(state, story.Hall.Marketplace));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Revisions_grow_by_one_for_what_a_set_touched_and_not_for_the_rest() => Always(story =>
        Changed(story.Before.Experiences, story.Hall.Marketplace.Experiences).All(e => e.Now.Revision == (e.Before?.Revision ?? 0) + 1)
        && Changed(story.Before.Requests, story.Hall.Marketplace.Requests).All(r => r.Now.Revision == (r.Before?.Revision ?? 0) + 1)
        && (!story.Succeeded || story.Set.All(c => !ReferenceEquals(story.Before.FindExperience(c.Target), story.Hall.Marketplace.FindExperience(c.Target))
            || story.Hall.Marketplace.Requests.ContainsKey(c.Target))));

    [Fact]
    public void Children_gain_a_revision_exactly_when_they_differ() => Always(story =>
        Changed(story.Before.Experiences, story.Hall.Marketplace.Experiences).All(e =>
            Grew(e.Before!.Policy, e.Now.Policy, p => p.Revision) && Grew(e.Before.Audience, e.Now.Audience, a => a.Revision)));

    [Fact]
    public void The_order_of_the_list_does_not_matter() => Always(story =>
    {
        var now = story.Hall.Marketplace;
        story.Hall.Marketplace = story.Before;
        var outcomes = new[] { story.Hall.Try(story.Set), story.Hall.Try([.. story.Set.Reverse()]) };
        story.Hall.Marketplace = now;
        return outcomes is [ChangeOutcome.Succeeded one, ChangeOutcome.Succeeded other]
            ? Text(one.After) == Text(other.After)
            : outcomes.All(o => o is ChangeOutcome.Failed);
    });

    [Fact]
    public void The_derived_maps_say_what_the_entities_say() => Always(story =>
    {
        var state = story.Hall.Marketplace;
        var associated = state.Experiences.Values.SelectMany(e => (e.Audience?.Principals ?? []).Select(p => (p, e.Id))).ToList();
        var open = state.Requests.Values.Where(r => r.Pending).SelectMany(r => r.Products.Select(p => (p.Id, r.Id))).ToHashSet();
        return associated.Count == state.Associations.Count && associated.ToHashSet().SetEquals(state.Associations.Select(a => (a.Key, a.Value)))
            && open.SetEquals(state.OpenRequests.SelectMany(o => o.Value.Select(r => (o.Key, r)))) && state.OpenRequests.Values.All(ids => !ids.IsEmpty)
            && state.Experiences.Values.All(e => state.Parents[e.Policy!.Id] == e.Id && (e.Audience is null || state.Parents[e.Audience.Id] == e.Id));
    });

    [Fact]
    public void Facts_tell_each_request_that_changed_once_and_as_it_is_in_the_end() => Always(story =>
        !story.Succeeded || Changed(story.Before.Requests, story.Hall.Marketplace.Requests).Select(r => new Fact.RequestChanged(r.Now))
            .OrderBy(f => f.Request.Id.Value, StringComparer.Ordinal)
            .SequenceEqual(story.Hall.Facts.Cast<Fact.RequestChanged>().OrderBy(f => f.Request.Id.Value, StringComparer.Ordinal)));

    [Fact]
    public void The_stories_are_worth_telling()
    {
        var (succeeded, ended) = (new List<string>(), new HashSet<RequestStatus>());
        for (var n = 0; n < 100; n++)
        {
            var story = new Story();
            for (var set = 0; set < 30; set++) succeeded.AddRange(story.Next((n * 30) + set).Succeeded ? story.Set.Select(c => c.Change.GetType().Name) : ["nothing"]);
            ended.UnionWith(story.Hall.Marketplace.Requests.Values.Select(r => r.Status));
        }

        Assert.All(ChangeTypes.All.Select(t => t.Name).Except(Story.NeverTold).Append("nothing"), t => Assert.InRange(succeeded.Count(s => s == t), 10, 2_200));
        Assert.Equal([RequestStatus.Pending, RequestStatus.Approved, RequestStatus.Declined], ended.Order());
    }

    private static void Always(Func<Story, bool> holds) => Prop.ForAll<NonNegativeInt[]>(numbers =>
    {
        var story = new Story();
        return numbers.All(n => holds(story.Next(n.Get)));
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<ProcurementPolicy> Policies(Story story) => story.Hall.Marketplace.Experiences.Values.Select(e => e.Policy!);

    private static IEnumerable<(T? Before, T Now)> Changed<T>(IReadOnlyDictionary<EntityId, T> before, IReadOnlyDictionary<EntityId, T> now)
        where T : class => now.Select(e => (Before: before.GetValueOrDefault(e.Key), Now: e.Value)).Where(e => !ReferenceEquals(e.Before, e.Now));

    private static bool Grew<T>(T? before, T? now, Func<T, int> revision)
        where T : class => ReferenceEquals(before, now) || revision(now!) == (before is null ? 1 : revision(before) + 1);

    /// <summary>All that can be told apart, minted ids and the order within lists left out.</summary>
    private static string Text(PrivateMarketplace state) => string.Join('\n', state.Experiences.Values.Select(e =>
            $"{e.Id} {e.Revision} {e.Live} {e.Archived} {List(e.Policy!.Allowed)} {List(e.Policy.Denied)} {List(e.Policy.Blocked)} {List(e.Audience?.Principals ?? [])}")
        .Concat(state.Requests.Values.Select(r => $"{r.Id} {r.Revision} {r.Status} {r.Decision}")).Order(StringComparer.Ordinal));

    private static string List<T>(IEnumerable<T> items) => string.Join(',', items.Select(i => $"{i}").Order(StringComparer.Ordinal));
}
