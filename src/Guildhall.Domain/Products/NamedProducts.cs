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
    public HashSet<ProductId> Among(ImmutableArray<ProductGrant> list)
    {
        var found = new HashSet<ProductId>();
        foreach (var grant in list.AsSpan())
        {
            if (_byId.ContainsKey(grant.Product.Value)) found.Add(grant.Product);
        }

        return found;
    }

    /// <summary>The list without the named; the same list when it has none of them.</summary>
    public ImmutableArray<ProductGrant> TakeFrom(ImmutableArray<ProductGrant> list)
    {
        var found = Among(list).Count;
        if (found == 0) return list;
        var left = ImmutableArray.CreateBuilder<ProductGrant>(list.Length - found);
        foreach (var grant in list.AsSpan())
        {
            if (!_byId.ContainsKey(grant.Product.Value)) left.Add(grant);
        }

        return left.MoveToImmutable();
    }

    /// <summary>The list with the named: those it has keep their place and get the new notes, the others follow in the order they were named.</summary>
    public ImmutableArray<ProductGrant> PutInto(ImmutableArray<ProductGrant> list)
    {
        var put = ImmutableArray.CreateBuilder<ProductGrant>(list.Length + grants.Count);
        var known = new HashSet<ProductId>();
        foreach (var grant in list.AsSpan())
        {
            var again = _byId.TryGetValue(grant.Product.Value, out var named);
            put.Add(again ? named : grant);
            if (again) known.Add(grant.Product);
        }

        put.AddRange(grants.Where(g => !known.Contains(g.Product)));
        return put.DrainToImmutable();
    }
}
