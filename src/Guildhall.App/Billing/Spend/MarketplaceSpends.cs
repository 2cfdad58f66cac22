using System.Collections.Immutable;

namespace Guildhall.App.Billing.Spend;

/// <summary>What AWS Marketplace charged organizations in their newest months.</summary>
internal sealed class MarketplaceSpends(SpendMonths months, SpendAhead ahead)
{
    /// <summary>Each charge to an organization, in the currency that most of its products are in. Reads what is not in memory, which may take seconds.</summary>
    /// <param name="count">The newest month that has a report and so many before, with it.</param>
    public MarketplaceSpend Of(string tenant, int count)
    {
        using var moment = months.Begin();
        var chosen = Newest(moment, t => t == tenant, count);
        var billed = Of(moment, chosen);
        ImmutableArray<MarketplaceCharge> charges = [.. billed.Months.SelectMany(m => m.Sums.Each(a => a, s => billed.Tells(s) ? s : null), (m, c) => new MarketplaceCharge(m.Month, c.Account, c.Subject, c.Cost))];
        return new MarketplaceSpend(billed.Currency, chosen.IsEmpty ? default : billed.Newest.Plus(1 - count), billed.Newest, charges, moment.ProductsOf(chosen)) { Others = billed.Others };
    }

    /// <summary>From memory; null while it is being read.</summary>
    /// <param name="tenants">Whether an organization counts.</param>
    /// <param name="count">As above.</param>
    public MarketplaceMonths? Find(Predicate<string> tenants, int count)
    {
        using var moment = months.Begin();
        var chosen = Newest(moment, tenants, count);
        if (moment.Has(chosen)) return Of(moment, chosen);
        ahead.Wake();
        return null;
    }

    private static ImmutableArray<ReportedMonth> Newest(SpendMoment moment, Predicate<string> tenants, int count)
    {
        ImmutableArray<ReportedMonth> reported = [.. moment.Reported.Where(m => tenants(m.Tenant))];
        return reported.IsEmpty ? [] : [.. reported.Where(m => m.Month > reported[^1].Month.Plus(-count))];
    }

    private static MarketplaceMonths Of(SpendMoment moment, ImmutableArray<ReportedMonth> chosen) => new([.. chosen.Select(m => (m.Month, moment.SumsOf(m)))]);
}
