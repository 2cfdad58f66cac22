namespace Guildhall.SimulatedAws.Storage;

/// <summary>What the running call has changed: enough to write it in one transaction, or to take it all back.</summary>
internal sealed class Journal
{
    private readonly Dictionary<(string Kind, string Id), Func<byte[]?>> _written = [];
    private readonly Stack<Action> _undo = [];

    public bool IsEmpty => _written.Count == 0;

    /// <summary>
    /// Remembers one change: <paramref name="read"/> gives the row as it is at commit, or null when the record is gone;
    /// <paramref name="undo"/> puts the former record back.
    /// </summary>
    public void Note(string kind, string id, Func<byte[]?> read, Action undo)
    {
        _written[(kind, id)] = read;
        _undo.Push(undo);
    }

    public IEnumerable<Row> Rows() => _written.Select(entry => new Row(entry.Key.Kind, entry.Key.Id, entry.Value()));

    public void Forget()
    {
        _written.Clear();
        _undo.Clear();
    }

    public void TakeBack()
    {
        while (_undo.TryPop(out var undo)) undo();
        Forget();
    }
}

/// <summary>A row of the data file; without json the record is deleted.</summary>
internal readonly record struct Row(string Kind, string Id, byte[]? Json);
