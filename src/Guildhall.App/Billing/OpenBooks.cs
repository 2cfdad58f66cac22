using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing;

/// <summary>The books of a month that is not closed: rules, settings, rates and accounts as they are now.</summary>
internal static class OpenBooks
{
    public static MonthBooks Of(GuildhallDb db, TenantView? view, string tenant, BillingMonth month) => Prices(db, tenant, month) with { Accounts = Accounts(db, view, tenant) };

    /// <summary>Without the accounts.</summary>
    public static MonthBooks Prices(GuildhallDb db, string tenant, BillingMonth month)
    {
        var settings = Settings(db, tenant);
        return new MonthBooks([.. PriceRuleRows.Holding(db)], settings.Prices, settings.Currency, Rates(db, month), []);
    }

    /// <summary>The month's, as they are now.</summary>
    public static ImmutableArray<ExchangeRate> Rates(GuildhallDb db, BillingMonth month) =>
    [
        .. db.ExchangeRates.AsNoTracking().Where(r => r.Month == month.Number).AsEnumerable()
            .OrderBy(r => r.From, StringComparer.Ordinal).ThenBy(r => r.To, StringComparer.Ordinal)
            .Select(r => new ExchangeRate(r.From, r.To, decimal.Parse(r.Rate, CultureInfo.InvariantCulture))),
    ];

    public static BillingSettings Settings(GuildhallDb db, string tenant) => BillingSettingsJson.Newest(db, tenant).Settings;

    /// <summary>Accounts that are kept or in the tree, by id.</summary>
    public static ImmutableArray<BilledAccount> Accounts(GuildhallDb db, TenantView? view, string tenant)
    {
        var links = db.Links.Where(l => l.TenantId == tenant).Select(l => l.Id).ToList();
        var names = NamesOf(view);
        var kept = db.MemberAccounts.AsNoTracking().Where(a => links.Contains(a.LinkId)).Select(a => new { a.AccountId, a.DisplayName, a.Alias, a.Company, a.CostCentre }).ToList();
        var known = kept.ToDictionary(
            a => a.AccountId, a => new BilledAccount(a.AccountId, names.GetValueOrDefault(a.AccountId) ?? a.DisplayName ?? "", a.Alias, a.Company, a.CostCentre), StringComparer.Ordinal);
        foreach (var (id, name) in names) known.TryAdd(id, new BilledAccount(id, name, null, null, null));
        return [.. known.Values.OrderBy(a => a.Id, StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> NamesOf(TenantView? view) => view is null
        ? []
        : view.Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account).ToDictionary(n => n.Id.Value, n => n.Name, StringComparer.Ordinal);
}
