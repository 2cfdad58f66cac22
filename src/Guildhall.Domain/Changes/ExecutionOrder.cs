namespace Guildhall.Domain.Changes;

/// <summary>The order in which a set's changes run: what is referred to first, then by type, then as sent. private-marketplace.md 2.1.3.</summary>
public static class ExecutionOrder
{
    /// <summary>The changes in execution order, or null when their references form a cycle.</summary>
    public static IReadOnlyList<PlannedChange>? Of(IReadOnlyCollection<PlannedChange> changes)
    {
        var waiting = changes.OrderBy(c => ChangeTypes.Of(c.Change).Order).ThenBy(c => c.Place).ToList();
        var done = new HashSet<int>();
        var ordered = new List<PlannedChange>(changes.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(c => c.DependsOn.All(done.Contains));
            if (next < 0) return null;
            ordered.Add(waiting[next]);
            done.Add(waiting[next].Place);
            waiting.RemoveAt(next);
        }

        return ordered;
    }
}
