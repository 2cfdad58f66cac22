using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Storage;

/// <summary>What happens next by itself: records that have a time, over several tables, the earliest first.</summary>
internal sealed class DueIndex
{
    private readonly SortedSet<Due> _due = [];

    /// <summary>The earliest thing due at or before <paramref name="now"/>, or null.</summary>
    public Due? First(DateTimeOffset now) => _due.Count > 0 && _due.Min.At <= now ? _due.Min : null;

    public IIndex<T> For<T>(string kind, Func<T, DateTimeOffset?> at)
        where T : class, IRecord => new Follower<T>(this, kind, at);

    private sealed class Follower<T>(DueIndex index, string kind, Func<T, DateTimeOffset?> at) : IIndex<T>
        where T : class, IRecord
    {
        public void Changed(T? before, T? after)
        {
            if (before is not null && at(before) is { } then) index._due.Remove(new Due(then, kind, before.Id));
            if (after is not null && at(after) is { } now) index._due.Add(new Due(now, kind, after.Id));
        }
    }
}

/// <summary>A record of a kind whose time comes at an instant.</summary>
internal readonly record struct Due(DateTimeOffset At, string Kind, string Id) : IComparable<Due>
{
    public int CompareTo(Due other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0) return byTime;
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }
}
