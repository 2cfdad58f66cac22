namespace Guildhall.SimulatedAws.Storage;

/// <summary>A set of ids in ordinal order, made for reading a page after a given id.</summary>
internal sealed class SortedIds
{
    public static readonly SortedIds Empty = new();

    private readonly List<string> _ids = [];

    public int Count => _ids.Count;

    public IReadOnlyList<string> All => _ids;

    public static SortedIds From(IEnumerable<string> ids)
    {
        var sorted = new SortedIds();
        foreach (var id in ids) sorted.Add(id);
        return sorted;
    }

    public void Add(string id)
    {
        if (_ids.Count > 0 && string.CompareOrdinal(_ids[^1], id) < 0)
        {
            _ids.Add(id);
            return;
        }

        var at = _ids.BinarySearch(id, StringComparer.Ordinal);
        if (at < 0) _ids.Insert(~at, id);
    }

    public void Remove(string id)
    {
        var at = _ids.BinarySearch(id, StringComparer.Ordinal);
        if (at >= 0) _ids.RemoveAt(at);
    }

    /// <summary>The position of the first id greater than <paramref name="after"/>; 0 when it is null.</summary>
    public int PositionAfter(string? after)
    {
        if (after is null) return 0;
        var at = _ids.BinarySearch(after, StringComparer.Ordinal);
        return at < 0 ? ~at : at + 1;
    }
}
