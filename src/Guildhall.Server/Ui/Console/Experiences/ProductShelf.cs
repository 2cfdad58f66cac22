using System.Runtime.CompilerServices;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The catalogue in order of title, for pages that go through it. Sorted once for each version of the catalogue.</summary>
internal static class ProductShelf
{
    private static readonly ConditionalWeakTable<ProductCatalogue, Product[]> Sorted = [];

    /// <summary>
    /// Products that the account may see and whose title, seller or id holds every word, from a position on; with the position of the next page,
    /// or null at the end. Positions are those of the sorted catalogue, so that page 1,000 costs what page 1 costs.
    /// </summary>
    public static (IReadOnlyList<Product> Products, int? Next) Find(ProductCatalogue catalogue, AccountId viewer, string words, int from, int take, Func<Product, bool>? also = null)
    {
        var all = Sorted.GetValue(catalogue, c => [.. c.Products.OrderBy(p => p.Title, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id.Value, StringComparer.Ordinal)]);
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = new List<Product>(Math.Min(take, all.Length));
        for (var at = Math.Clamp(from, 0, all.Length); at < all.Length; at++)
        {
            if (!all[at].VisibleTo(viewer) || !wanted.All(w => Holds(all[at], w)) || also?.Invoke(all[at]) == false) continue;
            if (found.Count == take) return (found, at);
            found.Add(all[at]);
        }

        return (found, null);
    }

    /// <summary>Every product that the account may see and whose title, seller or id holds every word, in order of title.</summary>
    public static IEnumerable<Product> All(ProductCatalogue catalogue, AccountId viewer, string words) => Find(catalogue, viewer, words, 0, int.MaxValue).Products;

    private static bool Holds(Product product, string word) =>
        product.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || product.Manufacturer.Contains(word, StringComparison.OrdinalIgnoreCase)
        || product.Id.Value.Equals(word, StringComparison.Ordinal);
}
