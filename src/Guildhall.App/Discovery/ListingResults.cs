using System.Collections.Concurrent;

namespace Guildhall.App.Discovery;

/// <summary>What the last searches of one moment found: most calls ask for the next page of one of them. Bounded by how many places are kept.</summary>
internal sealed class ListingResults
{
    private const int MostPlaces = 1_000_000;

    private readonly ConcurrentDictionary<string, ListingResult> _results = new(StringComparer.Ordinal);
    private int _places;

    public ListingResult GetOrAdd(string query, Func<ListingResult> find)
    {
        if (_results.TryGetValue(query, out var known)) return known;
        var found = find();
        if (Interlocked.Add(ref _places, found.Places.Length + 100) > MostPlaces)
        {
            _results.Clear();
            Interlocked.Exchange(ref _places, found.Places.Length + 100);
        }

        return _results.GetOrAdd(query, found);
    }
}
