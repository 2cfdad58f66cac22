using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>Lifts blocks, so that the products can be requested again; they stay denied. Ours: decisions.md 33, M-23.</summary>
/// <param name="Products">1 to 50 different products; those not blocked are passed over.</param>
public sealed record UnblockProductRequests(ImmutableArray<ProductReference> Products) : PolicyChange
{
    public override IEnumerable<Problem> Validate() => ProductReference.Validate(Products, ProductChange.IdsLimit);

    protected override void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy) => workspace.Put(experience with
    {
        Policy = policy with { Blocked = policy.Blocked.Except(Products.Select(p => new ProductId(p.Id))) },
    });
}
