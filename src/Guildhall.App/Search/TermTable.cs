namespace Guildhall.App.Search;

/// <summary>All words of some products, sorted, each with where it occurs.</summary>
internal sealed class TermTable
{
    private readonly string[] _words;
    private readonly Postings[] _postings;

    private TermTable(string[] words, Postings[] postings) => (_words, _postings) = (words, postings);

    public int Count => _words.Length;

    public string Word(int term) => _words[term];

    public Postings Of(int term) => _postings[term];

    /// <param name="texts">In any order; they are not kept.</param>
    /// <param name="products">How many numbers there are.</param>
    public static TermTable Build(IEnumerable<SearchText> texts, Taxonomy taxonomy, int products)
    {
        var gathering = new Gathering();
        foreach (var text in texts) gathering.Add(text, taxonomy);
        return gathering.Table(products);
    }

    /// <summary>The word's place, or -1.</summary>
    public int Find(string word) => Math.Max(-1, Array.BinarySearch(_words, word, StringComparer.Ordinal));

    /// <summary>The places of the words that begin with it: from the first up to, not including, the second.</summary>
    public (int From, int To) Beginning(string prefix)
    {
        var from = First(word => string.CompareOrdinal(word, prefix) >= 0);
        return (from, First(word => string.CompareOrdinal(word, 0, prefix, 0, prefix.Length) > 0));
    }

    /// <summary>The places of the words that are one typing error away; with <paramref name="beginning"/> also those that begin so.</summary>
    public IEnumerable<int> Near(string word, bool beginning) => Enumerable.Range(0, Count).Where(term => Typing.OneErrorApart(word, _words[term], beginning));

    /// <summary>The first place from which on it holds.</summary>
    private int First(Func<string, bool> holds)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (holds(_words[middle])) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>Gathers words product by product: each product at most once in each list.</summary>
    internal sealed class Gathering
    {
        private readonly Dictionary<string, List<uint>> _found = new(4_096, StringComparer.Ordinal);
        private readonly Dictionary<string, List<uint>>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

        public Gathering() => _bySpan = _found.GetAlternateLookup<ReadOnlySpan<char>>();

        public TermTable Table(int products)
        {
            string[] words = [.. _found.Keys];
            Array.Sort(words, StringComparer.Ordinal);
            return new TermTable(words, [.. words.Select(word => Postings.Of(_found[word], products))]);
        }

        public void Add(SearchText text, Taxonomy taxonomy)
        {
            Span<char> buffer = stackalloc char[WordWalk.Longest];
            foreach (var (field, words) in text.Texts(taxonomy))
            {
                var walk = new WordWalk(words, buffer);
                while (walk.MoveNext()) Add(walk.Word, (uint)text.Number << 6, field);
            }
        }

        private void Add(ReadOnlySpan<char> word, uint product, TextField field)
        {
            if (!_bySpan.TryGetValue(word, out var list)) _bySpan[word] = list = [];
            if (list.Count > 0 && (list[^1] & ~63u) == product) list[^1] |= (uint)field;
            else list.Add(product | (uint)field);
        }
    }
}
