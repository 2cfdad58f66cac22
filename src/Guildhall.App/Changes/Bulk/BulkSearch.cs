using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Lists;

namespace Guildhall.App.Changes.Bulk;

/// <summary>How far a bulk order is.</summary>
public enum BulkState
{
    Running,
    Stopped,
    Ended,
}

/// <summary>What bulk orders are sorted by; equal ones by age.</summary>
public enum BulkSort
{
    Ordered,
    Order,
    State,
    Experiences,
    Lines,
    By,
    Ended,
}

/// <summary>Which bulk orders somebody looks for, in which order.</summary>
public sealed record BulkSearch
{
    /// <summary>Part of what is done, of who ordered or stopped it, of the account or of the id, whatever the case; empty for all.</summary>
    public string Text { get; init; } = "";

    public BulkState? State { get; init; }

    public BulkSort Sort { get; init; }

    /// <summary>Whether the order is the descending one.</summary>
    public bool Down { get; init; }

    /// <summary>The place of the first; behind the end the last part is given.</summary>
    public int Skip { get; init; }

    public int Take { get; init; } = 50;

    internal IEnumerable<BulkSummary> Of(IEnumerable<BulkSummary> orders)
    {
        var found = orders.Where(o => (State is null || o.State == State) && Sought.In(Text, [o.Title, o.OrderedBy, o.StoppedBy, o.Account.Value, o.Id]));
        return Down
            ? found.OrderByDescending(KeyOf, StringComparer.OrdinalIgnoreCase).ThenByDescending(o => o.Id, StringComparer.Ordinal)
            : found.OrderBy(KeyOf, StringComparer.OrdinalIgnoreCase).ThenBy(o => o.Id, StringComparer.Ordinal);
    }

    /// <summary>Ids grow with time; figures are of one length.</summary>
    private string KeyOf(BulkSummary order) => Sort switch
    {
        BulkSort.Order => order.Title,
        BulkSort.State => order.State.ToString(),
        BulkSort.Experiences => order.Experiences.ToString("D10", CultureInfo.InvariantCulture),
        BulkSort.Lines => order.Done.ToString("D10", CultureInfo.InvariantCulture),
        BulkSort.By => order.OrderedBy,
        BulkSort.Ended => (order.EndedAt ?? DateTimeOffset.MaxValue).UtcTicks.ToString("D19", CultureInfo.InvariantCulture),
        _ => order.Id,
    };
}

/// <summary>A stretch of the bulk orders found, and how many there are on all pages.</summary>
public sealed record FoundBulkOrders(ImmutableArray<BulkSummary> Orders, int Total);
