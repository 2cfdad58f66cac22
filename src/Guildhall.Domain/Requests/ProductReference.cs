using System.Collections.Immutable;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>One element of <c>Products</c> in request changes: <c>{"Id": "prod-…"}</c>. private-marketplace.md 4.15.</summary>
public sealed record ProductReference(string Id)
{
    internal static IEnumerable<Problem> Validate(ImmutableArray<ProductReference> products, int most)
    {
        if (products.Length < 1 || products.Length > most)
            yield return Problem.Malformed($"Products must have 1 to {most} elements.", "Products");
        for (var i = 0; i < products.Length; i++)
        {
            foreach (var problem in ProductItem.ValidateId(products[i]?.Id, $"Products[{i}].Id")) yield return problem;
        }

        if (products.Distinct().Count() < products.Length) yield return Problem.Malformed("Products must not name a product twice.", "Products");
    }
}
