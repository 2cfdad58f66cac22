using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>Price rules as they are stored. A member that is renamed needs a migration.</summary>
internal static class PriceRuleRows
{
    public static string Write(PriceRule rule) => JsonSerializer.Serialize(rule);

    public static PriceRule Of(PriceRuleRow row) => JsonSerializer.Deserialize<PriceRule>(row.Document)!;

    /// <summary>Every version that holds on some day, in an order that is always the same.</summary>
    public static IEnumerable<PriceRule> Holding(GuildhallDb db) =>
        db.PriceRules.AsNoTracking().AsEnumerable().Select(Of).Where(HoldsEver).OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Version);

    /// <summary>False for a version that was taken out before it priced anything: its last day lies before its first.</summary>
    public static bool HoldsEver(PriceRule rule) => rule.Until is not { } until || until >= rule.From;
}
