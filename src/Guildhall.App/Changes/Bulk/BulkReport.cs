using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes.Bulk;

/// <summary>What became of one product in one experience, and the change set that did it or is doing it.</summary>
/// <param name="Product">Its id as it was named.</param>
public sealed record BulkResult(string Product, string Title, bool Done, string Words, string? ChangeSet = null)
{
    /// <summary>Its turn has not come, or its change set has not ended.</summary>
    public bool Waiting { get; init; }
}

/// <summary>What became of one experience's share.</summary>
public sealed record BulkOutcome(EntityId Experience, string Name, IReadOnlyList<BulkResult> Results)
{
    public int Done => Results.Count(r => r.Done);
}

/// <summary>An order in a list, as far as it is.</summary>
/// <param name="OrderedBy">The name of who ordered, acting for <paramref name="Account"/>.</param>
/// <param name="StoppedBy">The name of who stopped it; null when nobody did.</param>
/// <param name="Lines">Products times experiences.</param>
/// <param name="Ended">Lines that have their result, whatever it is.</param>
/// <param name="Done">Lines that are as wished.</param>
public sealed record BulkSummary(
    string Id, string Title, string OrderedBy, AccountId Account, string? StoppedBy, int Experiences, int Lines, int Ended, int Done, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public bool Running => EndedAt is null;

    public BulkState State => Running ? BulkState.Running : StoppedBy is not null ? BulkState.Stopped : BulkState.Ended;

    internal static BulkSummary Of(BulkOrderRow order) => new(
        order.Id, ProductAct.Find(order.Act)!.Title, NameIn(order.Arn)!, new AccountId(order.Account), NameIn(order.StoppedBy), order.Experiences, order.Lines, order.Ended, order.Done, order.CreatedAt, order.EndedAt);

    private static string? NameIn(string? arn) => arn?.Split('/')[^1];
}

/// <summary>The report of one order, as far as it is.</summary>
public sealed record BulkReport(BulkSummary Order, IReadOnlyList<BulkOutcome> Outcomes)
{
    internal static BulkReport Of(BulkOrderRow order, IEnumerable<BulkSetRow> sets)
    {
        var (summary, act) = (BulkSummary.Of(order), ProductAct.Find(order.Act)!);
        return new BulkReport(summary, [.. sets.GroupBy(s => s.ExperienceId).Select(e => new BulkOutcome(new EntityId(e.Key), e.First().ExperienceName, [.. e.SelectMany(s => Results(summary, act, s))]))]);
    }

    private static IEnumerable<BulkResult> Results(BulkSummary order, ProductAct act, BulkSetRow set)
    {
        var problems = StoredBulk.Problems(set.Problems);
        return StoredBulk.Lines(set.Lines).Select(line => line.Obstacle is { } obstacle ? new BulkResult(line.Product, line.Title, false, obstacle) : set.State switch
        {
            BulkSetState.Waiting when order.StoppedBy is { } name => new BulkResult(line.Product, line.Title, false, $"Not done: {name} stopped the order before"),
            BulkSetState.Waiting => new BulkResult(line.Product, line.Title, false, "Waiting") { Waiting = true },
            BulkSetState.Sent => new BulkResult(line.Product, line.Title, false, "Running", set.ChangeSetId) { Waiting = true },
            BulkSetState.Done => new BulkResult(line.Product, line.Title, true, act.Done, set.ChangeSetId),
            BulkSetState.Refused => new BulkResult(line.Product, line.Title, false, "Not done: " + BulkWords.Against(line.Product, problems), set.ChangeSetId),
            _ => throw new InvalidOperationException("A line that is sent is in a set that is."),
        });
    }
}
