using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Guildhall.Domain.Products;

/// <summary>
/// The products a change names, for one pass over a long list per question: a frozen set tells most strangers by their length and a character or
/// two, so that a policy of 100,000 products takes a change of 50 without a noticeable pause.
/// </summary>
internal sealed class NamedProducts(IReadOnlyCollection<ProductGrant> grants)
{
    private readonly FrozenDictionary<string, ProductGrant> _byId = grants.ToFrozenDictionary(g => g.Product.Value, StringComparer.Ordinal);

    public static NamedProducts Of(IEnumerable<ProductId> ids) => new([.. ids.Select(id => new ProductGrant(id, null))]);

    public IEnumerable<ProductId> Ids => grants.Select(g => g.Product);

    /// <summary>Those of the named that the list has.</summary>
    public HashSet<ProductId> Among(ImmutableArray<ProductGrant> list) => [.. Places(list).Select(place => list[place].Product)];

    /// <summary>The list without the named; the same list when it has none of them.</summary>
    public ImmutableArray<ProductGrant> TakeFrom(ImmutableArray<ProductGrant> list)
    {
        var places = Places(list);
        if (places.Count == 0) return list;
        var left = ImmutableArray.CreateBuilder<ProductGrant>(list.Length - places.Count);
        var from = 0;
        foreach (var place in places)
        {
            left.AddRange(list.AsSpan(from, place - from));
            from = place + 1;
        }

        left.AddRange(list.AsSpan(from, list.Length - from));
        return left.MoveToImmutable();
    }

    /// <summary>The list with the named: those it has keep their place and get the new notes, the others follow in the order they were named.</summary>
    public ImmutableArray<ProductGrant> PutInto(ImmutableArray<ProductGrant> list)
    {
        var places = Places(list);
        var known = places.Select(place => list[place].Product).ToHashSet();
        var put = ImmutableArray.CreateBuilder<ProductGrant>(list.Length + grants.Count - known.Count);
        put.AddRange(list);
        foreach (var place in places) put[place] = _byId[list[place].Product.Value];
        put.AddRange(grants.Where(g => !known.Contains(g.Product)));
        return put.MoveToImmutable();
    }

    /// <summary>Where the list has one of the named, ascending.</summary>
    private List<int> Places(ImmutableArray<ProductGrant> list)
    {
        var places = new List<int>();
        for (var i = 0; i < list.Length; i++)
        {
            if (_byId.ContainsKey(list[i].Product.Value)) places.Add(i);
        }

        return places;
    }
}
