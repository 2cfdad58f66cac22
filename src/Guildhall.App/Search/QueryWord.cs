namespace Guildhall.App.Search;

/// <summary>A word of a query with the words of the index that meet it.</summary>
/// <param name="Large">Terms of the large table, each with the eighths it counts.</param>
/// <param name="Small">Terms of the small one.</param>
internal sealed record QueryWord(string Typed, IReadOnlyList<(int Term, int Eighths)> Large, IReadOnlyList<(int Term, int Eighths)> Small)
{
    /// <summary>How many postings there are to read; not fewer than the products found.</summary>
    public int Cost(SearchIndex index) => Large.Sum(t => index.Words.Of(t.Term).Count) + Small.Sum(t => index.Recent.Of(t.Term).Count);

    /// <summary>The words of the index that count as met, for highlights.</summary>
    public IEnumerable<string> Met(SearchIndex index) => Large.Select(t => index.Words.Word(t.Term)).Concat(Small.Select(t => index.Recent.Word(t.Term)));

    /// <summary>
    /// Every word of the query: exactly, the last one also as a beginning, with its synonyms; only a word of five letters or more that meets nothing so is
    /// taken for a typing error.
    /// </summary>
    public static IReadOnlyList<QueryWord> Of(SearchIndex index, SearchQuery query, Synonyms synonyms)
    {
        var typed = SearchWords.Of(query.Text);
        var given = query.Literal ? Synonyms.None : synonyms;
        return [.. typed.Select((word, place) => Of(index, word, place == typed.Count - 1, given, !query.Literal && word.Length >= Typing.Shortest))];
    }

    private static QueryWord Of(SearchIndex index, string typed, bool last, Synonyms synonyms, bool forgiving)
    {
        var word = new QueryWord(typed, Meet(index.Words, typed, last, synonyms), Meet(index.Recent, typed, last, synonyms));
        if (!forgiving || word.Large.Count + word.Small.Count > 0) return word;
        return new QueryWord(typed, Forgive(index.Words, typed, last), Forgive(index.Recent, typed, last));
    }

    private static List<(int Term, int Eighths)> Meet(TermTable table, string typed, bool beginning, Synonyms synonyms)
    {
        var met = new List<(int, int)>();
        if (beginning)
        {
            var (from, to) = table.Beginning(typed);
            for (var term = from; term < to; term++) met.Add((term, table.Word(term).Length == typed.Length ? Relevance.Exact : Relevance.Prefix));
        }
        else if (table.Find(typed) is >= 0 and var term)
        {
            met.Add((term, Relevance.Exact));
        }

        met.AddRange(synonyms.Of(typed).Select(table.Find).Where(term => term >= 0).Select(term => (term, Relevance.Synonym)));
        return met;
    }

    private static List<(int Term, int Eighths)> Forgive(TermTable table, string typed, bool last) => [.. table.Near(typed, last).Select(term => (term, Relevance.Typo))];
}
