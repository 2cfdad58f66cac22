using System.Collections.Immutable;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Governance;

/// <summary>All experiences of a tenant by integers, with the table of each one's policy. Numbers stay from one version to the next.</summary>
internal sealed class ExperienceTable
{
    private readonly ImmutableDictionary<EntityId, Experience> _source;
    private readonly Dictionary<EntityId, int> _numbers;
    private readonly Experience[] _experiences;
    private readonly EntityId[] _ids;
    private readonly PolicyTable?[] _policies;

    private ExperienceTable(
        ImmutableDictionary<EntityId, Experience> source, Dictionary<EntityId, int> numbers, EntityId[] ids, Experience[] experiences, PolicyTable?[] policies) =>
        (_source, _numbers, _experiences, _ids, _policies) = (source, numbers, experiences, ids, policies);

    public int Count => _experiences.Length;

    public Experience this[int number] => _experiences[number];

    public static ExperienceTable Build(ImmutableDictionary<EntityId, Experience> source, ProductCatalogue catalogue)
    {
        Experience[] experiences = [.. source.Values];
        return new(source, Index(experiences), IdsOf(experiences), experiences, [.. experiences.Select(e => Policy(null, e.Policy, null, catalogue))]);
    }

    public EntityId IdOf(int number) => _ids[number];

    /// <summary>Null: there is no policy, everything is permitted.</summary>
    public PolicyTable? PolicyOf(int number) => _policies[number];

    /// <summary>Experiences that are not archived and whose list approves the product.</summary>
    public int ApprovedIn(int product)
    {
        var count = 0;
        for (var i = 0; i < _experiences.Length; i++)
        {
            if (!_experiences[i].Archived && _policies[i]?.Of(product) == DecisionReason.ProductAllowed) count++;
        }

        return count;
    }

    /// <summary>-1 when there is no such experience.</summary>
    public int NumberOf(EntityId id) => _numbers.TryGetValue(id, out var number) ? number : -1;

    /// <summary>
    /// The table for the next version, and the numbers of the experiences that differ, new ones included. Null when one of ours is gone, because
    /// then numbers cannot stay: build anew.
    /// </summary>
    public (ExperienceTable Table, IReadOnlyList<int> Changed)? With(ImmutableDictionary<EntityId, Experience> next, ProductCatalogue catalogue)
    {
        if (ReferenceEquals(next, _source)) return (this, []);
        Experience[] added = next.Count == Count ? [] : [.. next.Values.Where(e => !_numbers.ContainsKey(e.Id))];
        var (experiences, policies) = (_experiences.Concat(added).ToArray(), new PolicyTable?[Count + added.Length]);
        _policies.CopyTo(policies, 0);
        var changed = new List<int>();
        for (var i = 0; i < experiences.Length; i++)
        {
            var before = i < Count ? _experiences[i] : null;
            if (before is not null && !next.TryGetValue(_ids[i], out experiences[i]!)) return null;
            if (ReferenceEquals(before, experiences[i])) continue;
            policies[i] = Policy(before?.Policy, experiences[i].Policy, policies[i], catalogue);
            changed.Add(i);
        }

        return (added.Length == 0 ? new(next, _numbers, _ids, experiences, policies) : new(next, Index(experiences), IdsOf(experiences), experiences, policies), changed);
    }

    public ExperienceTable With(ProductCatalogue grown) =>
        new(_source, _numbers, _ids, _experiences, [.. _policies.Select(table => table?.With(grown))]);

    private static Dictionary<EntityId, int> Index(Experience[] experiences) =>
        Enumerable.Range(0, experiences.Length).ToDictionary(i => experiences[i].Id);

    private static EntityId[] IdsOf(Experience[] experiences) => Array.ConvertAll(experiences, e => e.Id);

    private static PolicyTable? Policy(ProcurementPolicy? before, ProcurementPolicy? now, PolicyTable? table, ProductCatalogue catalogue) =>
        now is null ? null
        : before is null || table is null ? PolicyTable.Of(now, catalogue)
        : ReferenceEquals(before, now) ? table
        : table.Next(before, now, catalogue);
}
