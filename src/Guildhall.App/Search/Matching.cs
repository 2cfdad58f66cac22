using System.Numerics;

namespace Guildhall.App.Search;

/// <summary>
/// Finds the products that have every word, with what each word is worth. The arrays are as long as the catalogue and are used again, one search at a
/// time: nothing but the answer is allocated.
/// </summary>
internal sealed class Matching(int products)
{
    private readonly byte[] _best = new byte[products];
    private readonly int[] _met = new int[products];
    private int _metCount;

    /// <summary>How many products there is room for.</summary>
    public int Room => products;

    /// <summary>The products found, and beside each its score.</summary>
    public int[] Found { get; } = new int[products];

    public long[] Scores { get; } = new long[products];

    public int Count { get; private set; }

    /// <summary>Looks for all words; without any, everything is found.</summary>
    /// <param name="rarities">What each word is worth, from an earlier page; empty on the first, then this is told by the result.</param>
    public int[] Run(SearchIndex index, IReadOnlyList<QueryWord> words, ReadOnlySpan<int> rarities)
    {
        var all = index.Columns.Count;
        if (words.Count == 0) Everything(all);
        var used = new int[words.Count];
        var first = true;
        foreach (var (place, word) in words.Index().OrderBy(w => w.Item.Cost(index)))
        {
            Meet(index, word);
            used[place] = rarities.Length == words.Count ? rarities[place] : Relevance.Rarity(all, _metCount);
            if (first) Begin(used[place]);
            else Narrow(used[place]);
            first = false;
            Forget();
        }

        return used;
    }

    private void Everything(int all)
    {
        for (var product = 0; product < all; product++) (Found[product], Scores[product]) = (product, 0);
        Count = all;
    }

    private void Begin(int rarity)
    {
        for (var i = 0; i < _metCount; i++) (Found[i], Scores[i]) = (_met[i], _best[_met[i]] * rarity);
        Count = _metCount;
    }

    private void Narrow(int rarity)
    {
        var left = 0;
        for (var i = 0; i < Count; i++)
        {
            var product = Found[i];
            if (_best[product] is not (> 0 and var worth)) continue;
            (Found[left], Scores[left]) = (product, Scores[i] + (worth * rarity));
            left++;
        }

        Count = left;
    }

    private void Forget()
    {
        foreach (var product in _met.AsSpan(0, _metCount)) _best[product] = 0;
        _metCount = 0;
    }

    private void Meet(SearchIndex index, QueryWord word)
    {
        foreach (var (term, eighths) in word.Large) Meet(index.Words.Of(term), eighths, index.Stale);
        foreach (var (term, eighths) in word.Small) Meet(index.Recent.Of(term), eighths, []);
    }

    private void Meet(Postings postings, int eighths, ReadOnlySpan<ulong> stale)
    {
        Span<byte> worth = stackalloc byte[64];
        for (var fields = 1; fields < 64; fields++) worth[fields] = Relevance.Weight((TextField)fields, eighths);
        foreach (var posting in postings.Fields) Meet((int)(posting >> 6), worth[(int)(posting & 63)], stale);
        var alone = worth[(int)TextField.Long];
        foreach (var product in postings.Long) Meet(product, alone, stale);
        for (var word = 0; word < postings.LongBits.Length; word++)
        {
            for (var rest = postings.LongBits[word]; rest != 0; rest &= rest - 1) Meet((word << 6) + BitOperations.TrailingZeroCount(rest), alone, stale);
        }
    }

    /// <summary>A product that several words meet counts by the best of them.</summary>
    private void Meet(int product, byte worth, ReadOnlySpan<ulong> stale)
    {
        if (!stale.IsEmpty && (stale[product >> 6] >> product & 1) != 0) return;
        var best = _best[product];
        if (best == 0) _met[_metCount++] = product;
        if (worth > best) _best[product] = worth;
    }
}
