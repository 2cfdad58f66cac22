using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>What was refused, in order of lines; a file of nothing but bad lines must not fill the memory.</summary>
internal sealed class RefusalList
{
    private const int MostListed = 10_000;

    private readonly List<Refusal> _listed = [];
    private readonly HashSet<int> _lines = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _someWithoutId;

    /// <summary>How many lines were refused, listed or not.</summary>
    public int Lines => _lines.Count;

    public ImmutableArray<Refusal> Listed => [.. _listed.OrderBy(r => r.Line)];

    /// <summary>Whether a refused line was, or may have been, about the id.</summary>
    public bool MayBe(string id) => _someWithoutId || _ids.Contains(id);

    /// <summary>Whether the line was refused.</summary>
    public bool Has(int line) => _lines.Contains(line);

    public void Add(Refusal refusal)
    {
        _lines.Add(refusal.Line);
        if (refusal.Id is null) _someWithoutId = true;
        else _ids.Add(refusal.Id);
        if (_listed.Count < MostListed) _listed.Add(refusal);
    }
}
