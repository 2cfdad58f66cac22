using Guildhall.Domain;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>What became of one product in one experience, and the change set that did it or is doing it.</summary>
public sealed record BulkResult(ProductId Product, string Title, bool Done, string Words, string? ChangeSet = null)
{
    /// <summary>Its turn has not come, or its change set has not ended.</summary>
    public bool Waiting { get; init; }
}

/// <summary>What became of one experience's share.</summary>
public sealed record BulkOutcome(EntityId Experience, string Name, IReadOnlyList<BulkResult> Results)
{
    public int Done => Results.Count(r => r.Done);
}

/// <summary>The report of one order, as far as it is.</summary>
public sealed record BulkReport(string Title, IReadOnlyList<BulkOutcome> Outcomes)
{
    public bool Running { get; init; }

    public int Lines => Outcomes.Sum(o => o.Results.Count);

    public int Done => Outcomes.Sum(o => o.Done);

    /// <summary>Lines that have their result, whatever it is.</summary>
    public int Ended => Outcomes.Sum(o => o.Results.Count(r => !r.Waiting));
}

/// <summary>The newest orders of this process, each for whoever gave it. What lasts is in the change sets.</summary>
internal sealed class BulkRuns
{
    private const int Kept = 200;
    private const int Listed = 5;
    private readonly Lock _change = new();
    private readonly OrderedDictionary<(string Person, string Key), BulkRun> _runs = [];

    /// <summary>Keeps the order and says true, unless the same form brought it before.</summary>
    public bool Add(string person, string key, BulkRun run)
    {
        lock (_change)
        {
            if (!_runs.TryAdd((person, key), run)) return false;
            if (_runs.Count > Kept) _runs.RemoveAt(0);
            return true;
        }
    }

    public BulkRun? Find(string person, string key)
    {
        lock (_change) return _runs.GetValueOrDefault((person, key));
    }

    /// <summary>The person's last orders, the newest first.</summary>
    public IReadOnlyList<(string Key, BulkReport Report)> Of(string person)
    {
        lock (_change) return [.. _runs.Where(r => r.Key.Person == person).Reverse().Take(Listed).Select(r => (r.Key.Key, r.Value.Report))];
    }
}
