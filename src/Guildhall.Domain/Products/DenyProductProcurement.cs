using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>Denies products: allowed ones move, open requests for them stay open. private-marketplace.md 4.6, 5.6; M-21.</summary>
public sealed record DenyProductProcurement(ImmutableArray<ProductItem> Products) : ProductChange(Products)
{
    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience, ProcurementPolicy policy) =>
        ProductRules.Denying(workspace, experience, new NamedProducts(Grants()));

    protected override void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy) =>
        workspace.Put(experience with { Policy = policy.Deny(Grants(), Shown()) });

    private IEnumerable<ProductId> Shown() => Products.Where(item => item is { NotesPublic: true, Notes.Length: > 0 }).SelectMany(item => item.Ids, (_, id) => new ProductId(id));
}
