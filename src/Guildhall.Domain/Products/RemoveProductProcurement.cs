using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>
/// Takes products out of both lists, so that they are neither approved nor denied; AWS has nothing like it. Notes are not kept. decisions.md 33, M-21.
/// </summary>
public sealed record RemoveProductProcurement(ImmutableArray<ProductItem> Products) : ProductChange(Products)
{
    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience, ProcurementPolicy policy) =>
        ProductRules.Removing(workspace, experience, new NamedProducts(Grants()));

    protected override void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy) =>
        workspace.Put(experience with { Policy = policy.Remove(Grants()) });
}
