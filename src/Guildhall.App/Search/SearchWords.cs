namespace Guildhall.App.Search;

/// <summary>The words of a text that somebody typed.</summary>
internal static class SearchWords
{
    /// <summary>More words than this are not asked for.</summary>
    public const int Most = 32;

    /// <summary>Folded, in order, each once, at most <see cref="Most"/>. A word typed twice counts where it stands last, because the last one may be unfinished.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        Span<char> buffer = stackalloc char[WordWalk.Longest];
        var words = new List<string>();
        var walk = new WordWalk(text, buffer);
        while (walk.MoveNext())
        {
            var word = walk.Word.ToString();
            words.Remove(word);
            words.Add(word);
            if (words.Count > Most) words.RemoveAt(0);
        }

        return words;
    }
}
