using System.Collections.Immutable;
using Guildhall.App.Search;

namespace Guildhall.Tests.App.Search;

/// <summary>The search once more, slow and obvious: every product's words in sets, every product asked for every word, everything sorted.</summary>
internal sealed class SlowSearch(IReadOnlyList<SearchText> texts, Taxonomy taxonomy, Synonyms synonyms)
{
    private readonly Dictionary<int, Dictionary<string, TextField>> _words = texts.ToDictionary(t => t.Number, t => WordsOf(t, taxonomy));

    private HashSet<string> Vocabulary => [.. _words.Values.SelectMany(w => w.Keys)];

    /// <summary>All results in order.</summary>
    public IReadOnlyList<int> Find(SearchQuery query)
    {
        var words = query.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse().Distinct().Reverse().ToList();
        var worths = words.Select((word, place) => Worths(word, place == words.Count - 1)).ToList();
        return [.. texts.Where(t => worths.All(w => w.ContainsKey(t.Number)) && Passes(t, query)).OrderByDescending(t => Key(t, worths, query.Order))
            .ThenBy(t => query.Order == SearchOrder.Name ? t.Title.ToLowerInvariant() : "", StringComparer.Ordinal).ThenBy(t => t.Number).Select(t => t.Number)];
    }

    /// <summary>How many results have a value, under all filters but those of its facet.</summary>
    public Dictionary<string, int> Count(SearchQuery query, Facet facet)
    {
        var found = Find(query with { Filters = query.Filters.Remove(facet) });
        return found.SelectMany(number => Values(texts.Single(t => t.Number == number), facet)).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
    }

    private static Dictionary<string, TextField> WordsOf(SearchText text, Taxonomy taxonomy)
    {
        var words = new Dictionary<string, TextField>();
        foreach (var (field, part) in text.Texts(taxonomy))
        {
            foreach (var word in part.ToLowerInvariant().Split([' ', '.', ',', '&', '-', ':', '/'], StringSplitOptions.RemoveEmptyEntries))
                words[word] = words.GetValueOrDefault(word) | field;
        }

        return words;
    }

    /// <summary>What the typed word is worth in each product that meets it, its rarity included.</summary>
    private Dictionary<int, long> Worths(string typed, bool last)
    {
        var met = Vocabulary.Where(w => last ? w.StartsWith(typed, StringComparison.Ordinal) : w == typed).ToDictionary(w => w, w => w == typed ? Relevance.Exact : Relevance.Prefix);
        foreach (var other in synonyms.Of(typed).Where(Vocabulary.Contains)) met[other] = Math.Max(met.GetValueOrDefault(other), Relevance.Synonym);
        if (met.Count == 0 && typed.Length >= 5) met = Vocabulary.Where(w => Typed(typed, w, last)).ToDictionary(w => w, _ => Relevance.Typo);
        var best = new Dictionary<int, int>();
        foreach (var (number, words) in _words)
        {
            foreach (var (word, fields) in words.Where(w => met.ContainsKey(w.Key))) best[number] = Math.Max(best.GetValueOrDefault(number), Relevance.Weight(fields, met[word]));
        }

        return best.ToDictionary(b => b.Key, b => b.Value * (long)Relevance.Rarity(texts.Count, best.Count));
    }

    private static bool Typed(string typed, string meant, bool last) =>
        last ? Enumerable.Range(0, meant.Length + 1).Any(length => OneEdit(typed, meant[..length])) : OneEdit(typed, meant);

    /// <summary>Every word that one edit makes of it is tried.</summary>
    private static bool OneEdit(string typed, string meant)
    {
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed.Remove(i, 1) == meant) return true;
            if (i + 1 < typed.Length && typed[..i] + typed[i + 1] + typed[i] + typed[(i + 2)..] == meant) return true;
            if (meant.Length == typed.Length && typed.Remove(i, 1) == meant.Remove(i, 1)) return true;
        }

        return Enumerable.Range(0, meant.Length).Any(i => meant.Remove(i, 1) == typed);
    }

    private static long Key(SearchText text, List<Dictionary<int, long>> worths, SearchOrder order) => order switch
    {
        SearchOrder.Relevance => (Relevance.Popular(worths.Sum(w => w[text.Number]), text.Reviews) << 24) + text.Reviews,
        SearchOrder.Newest => text.Number,
        SearchOrder.Rating => ((long)text.Tenths << 24) + text.Reviews,
        _ => 0,
    };

    private bool Passes(SearchText text, SearchQuery query) =>
        query.Filters.All(f => Values(text, f.Key).Intersect(f.Value).Any());

    private ImmutableArray<string> Values(SearchText text, Facet facet) => facet switch
    {
        Facet.Category => [.. taxonomy.WithParents(text.Categories)],
        Facet.Delivery => text.Delivery,
        Facet.Pricing => text.Pricing,
        Facet.Type => [text.Type],
        Facet.Seller => [text.SellerId],
        Facet.Rating => [.. new[] { "1", "2", "3", "4" }.Where(stars => text.Tenths >= 10 * int.Parse(stars, System.Globalization.CultureInfo.InvariantCulture))],
        _ => [],
    };
}
