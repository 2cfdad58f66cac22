using System.Collections.Immutable;

namespace Guildhall.App.Search;

/// <summary>Marks the words in a text that met a query.</summary>
/// <param name="met">The words of the index that the query's words met.</param>
internal sealed class Highlighting(IReadOnlySet<string> met)
{
    public ImmutableArray<Stretch> Of(string text)
    {
        if (met.Count == 0) return [];
        Span<char> buffer = stackalloc char[WordWalk.Longest];
        var stretches = ImmutableArray.CreateBuilder<Stretch>();
        var walk = new WordWalk(text, buffer);
        while (walk.MoveNext())
        {
            if (met.Contains(walk.Word.ToString())) stretches.Add(new Stretch(walk.Start, walk.End - walk.Start));
        }

        return stretches.ToImmutable();
    }
}
