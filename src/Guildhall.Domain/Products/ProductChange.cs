using System.Collections.Immutable;

namespace Guildhall.Domain.Products;

/// <summary>A change of the lists of allowed and denied products. private-marketplace.md 4.5, 4.6.</summary>
/// <param name="Products">At most 50 different ids over all items.</param>
public abstract record ProductChange(ImmutableArray<ProductItem> Products) : PolicyChange
{
    /// <summary>Product ids in one change.</summary>
    public const int IdsLimit = 50;

    /// <summary>All ids of all items, as sent.</summary>
    internal IEnumerable<string> NamedIds => Products.Where(p => p is not null).SelectMany(p => p.Ids);

    public override IEnumerable<Problem> Validate()
    {
        if (Products.IsEmpty) yield return Problem.Malformed("Products must have an element.", nameof(Products));
        for (var i = 0; i < Products.Length; i++)
        {
            var member = $"Products[{i}]";
            foreach (var problem in Products[i]?.Validate(member) ?? [Problem.Malformed($"{member} must not be null.", member)]) yield return problem;
        }

        if (this is not DenyProductProcurement && Products.Any(p => p is { NotesPublic: true }))
            yield return Problem.Malformed("Only notes on denied products can be public.", nameof(Products));
        if (NamedIds.Count() > IdsLimit)
            yield return Problem.Malformed($"Products must name at most {IdsLimit} ids in all its elements together.", nameof(Products));
        if (NamedIds.Distinct(StringComparer.Ordinal).Count() < NamedIds.Count())
            yield return Problem.Malformed("Products must not name a product twice.", nameof(Products));
    }

    /// <summary>Each product with its notes, in the order named.</summary>
    private protected ImmutableArray<ProductGrant> Grants() =>
        [.. Products.SelectMany(item => item.Ids.Select(id => new ProductGrant(new ProductId(id), item.Notes)))];
}
