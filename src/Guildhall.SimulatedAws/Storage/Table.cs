using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Storage;

/// <summary>All records of one kind by id. Each change goes to the journal and to the indexes.</summary>
internal sealed class Table<T>(string kind, JsonTypeInfo<T> json, Journal journal)
    where T : class, IRecord
{
    private readonly Dictionary<string, T> _records = new(StringComparer.Ordinal);
    private readonly List<IIndex<T>> _indexes = [];

    public string Kind => kind;

    public int Count => _records.Count;

    public T? Find(string? id) => id is null ? null : _records.GetValueOrDefault(id);

    public T Get(string id) => _records[id];

    public bool Contains(string id) => _records.ContainsKey(id);

    public void Put(T record)
    {
        Note(record.Id);
        Set(record.Id, record);
    }

    public void Remove(string id)
    {
        if (!_records.ContainsKey(id)) return;
        Note(id);
        Set(id, null);
    }

    /// <summary>Takes a row of the data file in, without journalling it.</summary>
    public void Load(ReadOnlySpan<byte> row)
    {
        var record = JsonSerializer.Deserialize(row, json) ?? throw new InvalidDataException($"An empty row of kind {kind}.");
        Set(record.Id, record);
    }

    public TIndex Add<TIndex>(TIndex index)
        where TIndex : IIndex<T>
    {
        _indexes.Add(index);
        return index;
    }

    private void Note(string id)
    {
        var before = Find(id);
        journal.Note(kind, id, () => TryRead(id, out var now) ? JsonSerializer.SerializeToUtf8Bytes(now, json) : null, () => Set(id, before));
    }

    private bool TryRead(string id, [NotNullWhen(true)] out T? record) => _records.TryGetValue(id, out record);

    private void Set(string id, T? record)
    {
        var before = Find(id);
        if (record is null) _records.Remove(id);
        else _records[id] = record;
        foreach (var index in _indexes) index.Changed(before, record);
    }
}

/// <summary>A view of a table that follows its changes.</summary>
internal interface IIndex<in T>
{
    void Changed(T? before, T? after);
}
