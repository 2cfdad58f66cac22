using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the reader can do at once about a product that is paid for and not approved.</summary>
/// <param name="Approve">The experiences that govern those who pay without approval, when the reader may approve products; empty when not.</param>
/// <param name="Request">Whether a request for it, of the reader's own account, would be taken.</param>
public sealed record BilledWays(ImmutableArray<EntityId> Approve, bool Request)
{
    private static readonly BilledWays None = new([], false);

    /// <param name="tenant">Whose bill it is in.</param>
    internal static BilledWays Of(PageCall call, Installation guildhall, string tenant, BilledProduct product)
    {
        if (product.Product is not { } id || call.Tenant is not { } view || view.State.Tenant.Value != tenant) return None;
        if (ProductStanding.MayApprove(view, call.Caller))
            return new BilledWays([.. product.Uses.Where(u => u.Standing == UseStanding.NotApproved).Select(u => u.Experience).OfType<EntityId>().Distinct()], Request: false);
        return new BilledWays(
            [], ChangeSetRights.MayStart(call.Caller, view.State, "CreateProductProcurementRequest") && ProductStanding.MayBeAskedFor(view, call.Caller, guildhall.Decisions.Decide(view, call.Caller.Account.Value, id.Value), id));
    }
}
