namespace Guildhall.App.Catalogue.Format;

/// <summary>Collects what is wrong with one record, and where; at most ten sentences for a record.</summary>
internal sealed class Findings
{
    private const int Most = 10;

    private readonly List<(string Member, string Reason)> _found = [];
    private readonly List<object> _place = [];

    public IReadOnlyList<(string Member, string Reason)> Found => _found;

    public bool None => _found.Count == 0;

    /// <summary>Goes into a member (its name) or an element of a list (its index).</summary>
    public void Enter(object place) => _place.Add(place);

    public void Leave() => _place.RemoveAt(_place.Count - 1);

    public void Add(string reason)
    {
        if (_found.Count < Most) _found.Add((Path(), reason));
    }

    private string Path() => string.Concat(_place.Select((part, level) => part is int index ? $"[{index}]" : level == 0 ? $"{part}" : $".{part}"));
}
