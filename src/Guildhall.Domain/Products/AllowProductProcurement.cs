using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Products;

/// <summary>
/// Approves products: denied ones move, blocks are cleared, open requests of the experience that ask for nothing else become Approved.
/// private-marketplace.md 4.5, 5.6; M-20.
/// </summary>
public sealed record AllowProductProcurement(ImmutableArray<ProductItem> Products) : ProductChange(Products)
{
    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience, ProcurementPolicy policy) =>
        ProductRules.Allowing(workspace, experience, new NamedProducts(Grants()));

    protected override void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy)
    {
        var grants = Grants();
        workspace.Put(experience with { Policy = policy.Allow(grants) });
        OpenRequests.ApproveSettled(workspace, experience.Id, grants);
    }
}
