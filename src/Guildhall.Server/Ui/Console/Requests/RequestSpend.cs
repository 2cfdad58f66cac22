using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Requests;

/// <summary>What an approver sees of the cost of what is asked for. design/ui.md 5.</summary>
internal static class RequestSpend
{
    /// <summary>What the products of a request have cost the organization already, and the requester's account; null for whom does not see its spend.</summary>
    public static SpendPart<ImmutableDictionary<ProductId, ProductSpend>>? Of(Installation guildhall, PageCall call, ProductRequest request) =>
        SpendDoor.PartOf(call, (TenantView tenant) => guildhall.ProductSpends.Find(ReachOf(tenant), [.. request.Products.Select(p => p.Id)], request.Requester.Value));

    /// <summary>What each pending request's products have cost together, by its id; null for whom does not see it, and while the costs are being read.</summary>
    public static ImmutableDictionary<EntityId, string>? Of(Installation guildhall, PageCall call, IReadOnlyCollection<ProductRequest> requests) =>
        SpendDoor.PartOf(call, (TenantView tenant) => guildhall.ProductSpends.Sums(ReachOf(tenant), [.. requests.SelectMany(r => r.Products).Select(p => p.Id).Distinct()]))?.Told is { } sums
            ? requests.ToImmutableDictionary(r => r.Id, r => Words(r.Products.SelectMany(p => sums.GetValueOrDefault(p.Id, []))))
            : null;

    private static BillingReach ReachOf(TenantView tenant) => new(tenant.State.Tenant.Value);

    private static string Words(IEnumerable<(string Currency, AmountSum Sum)> sums) =>
        string.Join(", ", sums.GroupBy(s => s.Currency, StringComparer.Ordinal).Select(g => SpendWords.Money(g.Aggregate(AmountSum.Zero, (sum, s) => sum + s.Sum), g.Key))) is { Length: > 0 } words ? words : "–";
}
