using System.Collections.Concurrent;

namespace Guildhall.App.Discovery;

/// <summary>What the last searches of one moment found: most calls ask for the next page of one of them. Bounded by what results and queries take.</summary>
internal sealed class ListingResults
{
    /// <summary>Bytes, roughly.</summary>
    private const int MostSize = 16_000_000, OfPlace = 16, OfOthers = 1_600;

    private readonly ConcurrentDictionary<string, ListingResult> _results = new(StringComparer.Ordinal);
    private int _size;

    public ListingResult GetOrAdd(string query, Func<ListingResult> find)
    {
        if (_results.TryGetValue(query, out var known)) return known;
        var found = find();
        var size = (found.Places.Length * OfPlace) + (query.Length * sizeof(char)) + OfOthers;
        if (Interlocked.Add(ref _size, size) > MostSize)
        {
            _results.Clear();
            Interlocked.Exchange(ref _size, size);
        }

        return _results.GetOrAdd(query, found);
    }
}
