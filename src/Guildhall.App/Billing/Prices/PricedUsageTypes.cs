using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Prices;

/// <summary>The usage types that prices of a month are made by, whatever the settings say: its costs are kept apart by them. vendor-integration.md 15.4, 15.5.</summary>
internal static class PricedUsageTypes
{
    /// <summary>Of a closed month those of the rules it was closed with, else those of the rules that hold on one of its days.</summary>
    public static IEnumerable<string> Of(GuildhallDb db, string tenant, BillingMonth month)
    {
        var books = db.BillingMonths.Find(tenant, month.Number)?.Books;
        return (books is null ? PriceRuleRows.Holding(db) : MonthBooks.Parse(books).Rules)
            .Where(r => r.Scope.Kind == PriceScopeKind.UsageType && r.HoldsIn(month.First) && r.IsFor(tenant))
            .Select(r => r.Scope.Value).Distinct(StringComparer.Ordinal);
    }
}
