using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Guildhall.App.Search;

/// <summary>Words of the same meaning: those that come with Guildhall, and those of <c>synonyms.txt</c> in the data folder.</summary>
public sealed class Synonyms
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _others;

    private Synonyms(FrozenDictionary<string, ImmutableArray<string>> others) => _others = others;

    public static Synonyms None { get; } = Parse("");

    /// <summary>The list that comes with Guildhall, as text of the same form.</summary>
    public static string Own { get; } = ReadOwn();

    /// <summary>
    /// A group a line, words parted by commas or blanks; what follows <c>#</c> is a comment. A word may be in several groups. Only single words count.
    /// </summary>
    public static Synonyms Parse(params ReadOnlySpan<string> files)
    {
        var others = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var line in file.Split('\n')) Add(others, SearchWords.Of(line.Split('#')[0]));
        }

        return new Synonyms(others.ToFrozenDictionary(o => o.Key, o => o.Value.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal));
    }

    /// <summary>The other words of the same meaning; the word itself is not among them.</summary>
    public ImmutableArray<string> Of(string word) => _others.GetValueOrDefault(word, []);

    private static void Add(Dictionary<string, HashSet<string>> others, IReadOnlyList<string> group)
    {
        foreach (var word in group)
        {
            if (!others.TryGetValue(word, out var known)) others.Add(word, known = []);
            known.UnionWith(group.Where(other => other != word));
        }
    }

    private static string ReadOwn()
    {
        using var reader = new StreamReader(typeof(Synonyms).Assembly.GetManifestResourceStream("synonyms.txt")!);
        return reader.ReadToEnd();
    }
}
