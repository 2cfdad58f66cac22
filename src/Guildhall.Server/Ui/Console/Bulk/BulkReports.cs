using Guildhall.Domain;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>What became of one product in one experience, and the change set that did it or is doing it.</summary>
public sealed record BulkResult(ProductId Product, string Title, bool Done, string Words, string? ChangeSet = null);

/// <summary>What became of one experience's share.</summary>
public sealed record BulkOutcome(EntityId Experience, string Name, IReadOnlyList<BulkResult> Results)
{
    public int Done => Results.Count(r => r.Done);
}

/// <summary>The report of one order.</summary>
public sealed record BulkReport(string Title, IReadOnlyList<BulkOutcome> Outcomes);

/// <summary>The newest reports of this process, each for whoever ordered it. What lasts is in the change sets.</summary>
internal sealed class BulkReports
{
    private const int Kept = 200;
    private readonly Lock _change = new();
    private readonly OrderedDictionary<(string Person, string Key), BulkReport> _reports = [];

    public void Add(string person, string key, BulkReport report)
    {
        lock (_change)
        {
            _reports[(person, key)] = report;
            if (_reports.Count > Kept) _reports.RemoveAt(0);
        }
    }

    public BulkReport? Find(string person, string key)
    {
        lock (_change) return _reports.GetValueOrDefault((person, key));
    }
}
