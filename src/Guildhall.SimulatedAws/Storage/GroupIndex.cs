namespace Guildhall.SimulatedAws.Storage;

/// <summary>The ids of a table's records by a group they belong to, such as the accounts of a parent.</summary>
/// <param name="group">The group of a record; null when it is in none.</param>
internal sealed class GroupIndex<T>(Func<T, string?> group) : IIndex<T>
    where T : class, Records.IRecord
{
    private readonly Dictionary<string, SortedIds> _groups = new(StringComparer.Ordinal);

    public SortedIds Of(string key) => _groups.GetValueOrDefault(key, SortedIds.Empty);

    public void Changed(T? before, T? after)
    {
        var old = before is null ? null : group(before);
        var now = after is null ? null : group(after);
        if (old == now) return;
        if (old is not null) Leave(old, before!.Id);
        if (now is not null) Join(now, after!.Id);
    }

    private void Join(string key, string id)
    {
        if (!_groups.TryGetValue(key, out var ids)) _groups[key] = ids = new SortedIds();
        ids.Add(id);
    }

    private void Leave(string key, string id)
    {
        var ids = _groups[key];
        ids.Remove(id);
        if (ids.Count == 0) _groups.Remove(key);
    }
}
