using System.Collections.Concurrent;

namespace Guildhall.App.Lists;

/// <summary>
/// All entities of one type, sorted in each order when it is first asked for and then kept: a page costs a binary search and its own length, however
/// far back it lies.
/// </summary>
internal sealed class EntityList(EntitySummary[] entities)
{
    private readonly ConcurrentDictionary<ListOrder, EntitySummary[]> _sorted = new();

    public static EntityList Empty { get; } = new([]);

    /// <summary>
    /// At most <paramref name="take"/> entities that match, going on after a position; and whether there are more of them.
    /// </summary>
    public (List<EntitySummary> Items, bool More) Read(ListOrder order, bool ascending, ListPosition? after, int take, Func<EntitySummary, bool> matches)
    {
        var sorted = By(order);
        var step = ascending ? 1 : -1;
        var page = new List<EntitySummary>(Math.Min(take, sorted.Length));
        for (var at = Start(sorted, order, ascending, after); at >= 0 && at < sorted.Length; at += step)
        {
            if (!matches(sorted[at])) continue;
            if (page.Count == take) return (page, true);
            page.Add(sorted[at]);
        }

        return (page, false);
    }

    /// <summary>Those of the entities that have one of these ids.</summary>
    public EntityList Only(IEnumerable<string> ids)
    {
        var sorted = By(ListOrder.EntityId);
        return new EntityList([.. ids.Distinct(StringComparer.Ordinal).Select(id => Find(sorted, id)).OfType<EntitySummary>()]);
    }

    private static EntitySummary? Find(EntitySummary[] sorted, string id)
    {
        var place = FirstNotBefore(sorted, ListOrder.EntityId, new ListPosition(0, "", id));
        return place < sorted.Length && sorted[place].Id == id ? sorted[place] : null;
    }

    private EntitySummary[] By(ListOrder order) => _sorted.GetOrAdd(order, static (key, all) => Sort(all, key), entities);

    private static EntitySummary[] Sort(EntitySummary[] entities, ListOrder order)
    {
        EntitySummary[] sorted = [.. entities];
        Array.Sort(sorted, (a, b) => ListPosition.Of(a, order).CompareTo(ListPosition.Of(b, order)));
        return sorted;
    }

    private static int Start(EntitySummary[] sorted, ListOrder order, bool ascending, ListPosition? after)
    {
        if (after is not { } position) return ascending ? 0 : sorted.Length - 1;
        var place = FirstNotBefore(sorted, order, position);
        if (!ascending) return place - 1;
        return place < sorted.Length && ListPosition.Of(sorted[place], order).CompareTo(position) == 0 ? place + 1 : place;
    }

    private static int FirstNotBefore(EntitySummary[] sorted, ListOrder order, in ListPosition position)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ListPosition.Of(sorted[middle], order).CompareTo(position) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
