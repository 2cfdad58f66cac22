namespace Guildhall.App.Search;

/// <summary>The place of a product in an order: the higher key first, equal keys by number.</summary>
internal readonly record struct SearchPlace(long Key, int Product)
{
    public bool Before(in SearchPlace other) => Key != other.Key ? Key > other.Key : Product < other.Product;
}

/// <summary>Keeps the first few of many places after a given one; or for a walk back the last few before it, the nearest first.</summary>
/// <param name="take">How many.</param>
/// <param name="after">Only what comes after this; null from the start on.</param>
internal sealed class Selection(int take, SearchPlace? after, bool back = false)
{
    private readonly SearchPlace[] _kept = new SearchPlace[take];

    public int Count { get; private set; }

    public ReadOnlySpan<SearchPlace> Kept => _kept.AsSpan(0, Count);

    public void Offer(in SearchPlace place)
    {
        if (Count == take && !Before(place, _kept[take - 1])) return;
        if (after is { } last && !Before(last, place)) return;
        var at = Count == take ? take - 1 : Count++;
        for (; at > 0 && Before(place, _kept[at - 1]); at--) _kept[at] = _kept[at - 1];
        _kept[at] = place;
    }

    private bool Before(in SearchPlace one, in SearchPlace other) => back ? other.Before(one) : one.Before(other);
}
