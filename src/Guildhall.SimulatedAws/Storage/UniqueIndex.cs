namespace Guildhall.SimulatedAws.Storage;

/// <summary>Finds a record by a second key, compared without case, that no two records share.</summary>
internal sealed class UniqueIndex<T>(Func<T, string> key) : IIndex<T>
    where T : class, Records.IRecord
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public string? Find(string value) => _ids.GetValueOrDefault(value);

    public void Changed(T? before, T? after)
    {
        if (before is not null) _ids.Remove(key(before));
        if (after is not null) _ids[key(after)] = after.Id;
    }
}
