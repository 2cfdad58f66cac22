using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>What products cost across organizations, for whoever decides about them. Charges belong to products as <see cref="BilledProducts"/> has it. mission.md M-39.</summary>
public sealed class ProductSpends
{
    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly MarketplaceSpends _spends;

    internal ProductSpends(Database database, Marketplaces marketplaces, MarketplaceSpends spends) => (_database, _marketplaces, _spends) = (database, marketplaces, spends);

    /// <summary>Each of the products in the last twelve months of what is within reach, from memory; null while the costs are being read.</summary>
    /// <param name="account">12 digits: whose part is told too.</param>
    public ImmutableDictionary<ProductId, ProductSpend>? Find(BillingReach reach, IReadOnlyCollection<ProductId> products, string? account = null)
    {
        if (_spends.Find(reach.Covers, SpendQueries.UsualMonths) is not { } billed) return null;
        var subjects = SubjectsOf(billed, reach, products).ToLookup(s => s.Value, s => s.Key);
        return products.Distinct().ToImmutableDictionary(p => p, p => Of(billed, [.. subjects[p]], account));
    }

    /// <summary>The sums of those products that have a charge in these months, with their currencies; null while the costs are being read.</summary>
    public ImmutableDictionary<ProductId, ImmutableArray<(string Currency, AmountSum Sum)>>? Sums(BillingReach reach, IReadOnlyCollection<ProductId> products)
    {
        if (_spends.Find(reach.Covers, SpendQueries.UsualMonths) is not { } billed) return null;
        var subjects = SubjectsOf(billed, reach, products);
        return billed.Months.SelectMany(m => m.Sums.BySubject(new SpendChoice(null, subjects.ContainsKey)))
            .GroupBy(s => subjects[s.Key])
            .ToImmutableDictionary(g => g.Key, g => g.GroupBy(s => s.Key.Currency, StringComparer.Ordinal).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Aggregate(AmountSum.Zero, (sum, s) => sum + s.Value))).ToImmutableArray());
    }

    /// <summary>What stands in the reports for these products.</summary>
    private Dictionary<SpendSubject, ProductId> SubjectsOf(MarketplaceMonths billed, BillingReach reach, IReadOnlyCollection<ProductId> products)
    {
        var (ids, codes) = (products.Select(p => p.Value).ToList(), products.SelectMany(p => MatchedCharge.CodesOf(p)).ToHashSet(StringComparer.Ordinal));
        var own = HeldAgreements.Read(_database, reach, a => ids.Contains(a.Product));
        var candidates = billed.Subjects.Where(s => codes.Contains(s.ProductCode) || own.ById.ContainsKey(s.AgreementId)).ToHashSet();
        // What has a product's code may name an agreement on another.
        var named = HeldAgreements.Named(_database, reach, candidates.Where(s => !own.ById.ContainsKey(s.AgreementId)));
        var held = new HeldAgreements([.. own.All, .. named.All]);
        return candidates.Select(s => (Subject: s, Product: MatchedCharge.ProductOf(s, held, _marketplaces.Catalogue)))
            .Where(s => s.Product is { } product && products.Contains(product)).ToDictionary(s => s.Subject, s => s.Product!.Value);
    }

    private static ProductSpend Of(MarketplaceMonths billed, ImmutableHashSet<SpendSubject> subjects, string? account)
    {
        if (billed.Months.IsEmpty) return new ProductSpend(null, [], 0);
        var currencies = SpendCurrencies.ByUse(subjects.Select(s => s.Currency));
        var currency = currencies.FirstOrDefault() ?? billed.Currency;
        var choice = new SpendChoice(null, s => s.Currency == currency && subjects.Contains(s));
        var (accounts, months) = (new HashSet<string>(StringComparer.Ordinal), new SortedDictionary<BillingMonth, ProductMonth>());
        for (var month = billed.First; month <= billed.Newest; month = month.Plus(1)) months[month] = new ProductMonth(month, AmountSum.Zero, 0, AmountSum.Zero);
        foreach (var (month, sums) in billed.Months)
        {
            foreach (var (by, cost) in sums.ByAccount(choice))
            {
                accounts.Add(by);
                var known = months[month];
                months[month] = known with { Cost = known.Cost + cost.Total, Accounts = known.Accounts + 1, InAccount = by == account ? known.InAccount + cost.Total : known.InAccount };
            }
        }

        return new ProductSpend(currency, [.. months.Values], accounts.Count) { Others = [.. currencies.Skip(1)], Codes = [.. subjects.Select(s => s.ProductCode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }
}
