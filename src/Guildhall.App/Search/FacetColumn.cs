using System.Collections.Immutable;

namespace Guildhall.App.Search;

/// <summary>
/// One facet of all products: each product has the number of a combination of values, so that counting is one addition a product, however many values it
/// has. Immutable; a column with changes shares nothing that is written.
/// </summary>
internal sealed class FacetColumn
{
    private readonly int[] _combinations;
    private readonly ImmutableArray<ImmutableArray<string>> _values;
    private readonly ImmutableDictionary<string, int> _known;

    private FacetColumn(int[] combinations, ImmutableArray<ImmutableArray<string>> values, ImmutableDictionary<string, int> known) =>
        (_combinations, _values, _known) = (combinations, values, known);

    public static FacetColumn Empty { get; } = new([], [[]], ImmutableDictionary.Create<string, int>(StringComparer.Ordinal).Add("", 0));

    /// <summary>How many combinations there are.</summary>
    public int Combinations => _values.Length;

    /// <summary>By product number.</summary>
    public ReadOnlySpan<int> ByProduct => _combinations;

    public ImmutableArray<string> Values(int combination) => _values[combination];

    public ImmutableArray<string> Of(int product) => _values[_combinations[product]];

    /// <summary>Which combinations have one of the values.</summary>
    public bool[] With(IReadOnlyCollection<string> values)
    {
        var wanted = values.ToHashSet(StringComparer.Ordinal);
        return [.. _values.Select(combination => combination.Any(wanted.Contains))];
    }

    /// <summary>The column for <paramref name="products"/> products, with the values of some of them replaced.</summary>
    public FacetColumn With(int products, IEnumerable<(int Product, ImmutableArray<string> Values)> changed)
    {
        var combinations = new int[products];
        _combinations.AsSpan(0, Math.Min(products, _combinations.Length)).CopyTo(combinations);
        var (values, known) = (_values.ToBuilder(), _known.ToBuilder());
        foreach (var (product, has) in changed)
        {
            var name = string.Join('\n', has);
            if (!known.TryGetValue(name, out var combination))
            {
                known.Add(name, combination = values.Count);
                values.Add(has);
            }

            combinations[product] = combination;
        }

        return new FacetColumn(combinations, values.ToImmutable(), known.ToImmutable());
    }
}
