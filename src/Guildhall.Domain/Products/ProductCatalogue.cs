using System.Collections.Immutable;

namespace Guildhall.Domain.Products;

/// <summary>
/// All products, immutable, by integers: a product's number is its place in <see cref="Products"/> and never changes from one version of the
/// catalogue to the next (products are withdrawn, not deleted), so that bitsets over products stay valid.
/// </summary>
public sealed class ProductCatalogue
{
    private readonly IdIndex _numbers;

    private ProductCatalogue(ImmutableArray<Product> products, IdIndex numbers) => (Products, _numbers) = (products, numbers);

    public static ProductCatalogue Empty { get; } = Of([]);

    public ImmutableArray<Product> Products { get; }

    public static ProductCatalogue Of(ImmutableArray<Product> products) =>
        new(products, IdIndex.OfPlaces([.. products.Select(product => product.Id.Value)]));

    /// <summary>The product's number, or -1.</summary>
    public int NumberOf(string productId) => _numbers.Find(productId);

    /// <summary>The same for an id that is no string of its own yet.</summary>
    public int NumberOf(ReadOnlySpan<char> productId) => _numbers.Find(productId);

    /// <summary>Null when the catalogue does not have it.</summary>
    public Product? Find(ProductId id) => _numbers.Find(id.Value) is >= 0 and var number ? Products[number] : null;

    /// <summary>Null also when the account may not see it: for everything that tells of a product by more than its id.</summary>
    public Product? FindFor(AccountId viewer, ProductId id) => Find(id) is { } product && product.VisibleTo(viewer) ? product : null;

    /// <summary>Whether every product of <paramref name="before"/> has the same number here.</summary>
    public bool Continues(ProductCatalogue before)
    {
        if (ReferenceEquals(_numbers, before._numbers)) return true;
        if (before.Products.Length > Products.Length) return false;
        for (var i = 0; i < before.Products.Length; i++)
        {
            if (!ReferenceEquals(Products[i], before.Products[i]) && Products[i].Id != before.Products[i].Id) return false;
        }

        return true;
    }

    /// <summary>The catalogue with products added at the end or replaced in place; numbers of known products stay.</summary>
    public ProductCatalogue With(IReadOnlyCollection<Product> changed)
    {
        var products = Products.ToBuilder();
        var added = new List<Product>();
        foreach (var product in changed)
        {
            if (_numbers.Find(product.Id.Value) is >= 0 and var number) products[number] = product;
            else added.Add(product);
        }

        if (added.Count == 0) return new ProductCatalogue(products.ToImmutable(), _numbers);
        products.AddRange(added);
        return Of(products.ToImmutable());
    }
}
