using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>Which closed months a rule may have priced: those it was made before, and held in. vendor-integration.md 15.4.</summary>
internal sealed class PriceUse
{
    private readonly List<(string Tenant, BillingMonth Month, DateTimeOffset ClosedAt)> _closed;

    public PriceUse(GuildhallDb db) => _closed =
        [.. db.BillingMonths.AsNoTracking().Where(m => m.ClosedAt != null).Select(m => new { m.TenantId, m.Month, m.ClosedAt }).AsEnumerable().Select(m => (m.TenantId, new BillingMonth(m.Month), m.ClosedAt!.Value))];

    /// <summary>The last day of those months on which it held; null for none.</summary>
    public DateOnly? Until(PriceRuleRow row, PriceRule rule)
    {
        DateOnly? last = null;
        foreach (var (tenant, month, at) in _closed)
        {
            if (row.MadeAt > at || !PriceRuleRows.HoldsEver(rule) || !rule.HoldsIn(month.First)) continue;
            if (rule.Tenant is not null && rule.Tenant != tenant) continue;
            if (rule.Target.Kind == PriceTargetKind.Organization && rule.Target.Value != tenant) continue;
            var day = rule.Until < month.Last ? rule.Until.Value : month.Last;
            if (last is null || day > last) last = day;
        }

        return last;
    }
}
