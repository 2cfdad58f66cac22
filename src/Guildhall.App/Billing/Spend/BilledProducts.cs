using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Governance;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Spend;

/// <summary>
/// Spend beside the decision: which products of AWS Marketplace an organization pays for, whether its accounts may buy them today, which agreement a charge belongs to, and what is
/// bought without being used, or more than once. mission.md M-39.
/// </summary>
public sealed class BilledProducts(Database database, Marketplaces marketplaces, SpendQueries spend)
{
    /// <summary>The newest month and the one before: a charge of a yearly contract may be older, and its agreement is then told as without charges.</summary>
    private const int Months = 2;

    /// <summary>Of one organization. Not found when it is beyond reach; the same names for all who may read its spend.</summary>
    /// <param name="viewer">Private products that this account may not see are told by the report's name.</param>
    public Result<BilledProductList> Of(BillingReach reach, string tenant, AccountId viewer)
    {
        if (!reach.Covers(tenant) || marketplaces.Find(new TenantId(tenant)) is not { } view) return Problem.NotFound("There is no such organization.");
        var agreements = Agreements(tenant);
        var names = new Names(view.Governance.Catalogue, viewer);
        var billed = spend.Marketplace(tenant, Months);
        var products = billed.Charges.GroupBy(c => Key(c, agreements, names)).Select(g => Product(g.Key, g, view, agreements, names, billed)).OrderByDescending(p => p.Cost.Units).ThenBy(p => p.Code, StringComparer.Ordinal);
        var charged = billed.Charges.SelectMany(c => Matching(c, agreements, names)).ToHashSet(StringComparer.Ordinal);
        return new BilledProductList(
            billed.Currency, billed.From, billed.To, [.. products],
            [.. agreements.Active.Where(a => !charged.Contains(a.Id)).OrderBy(a => a.Product, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => new UnusedAgreement(a.Id, new ProductId(a.Product), names.Of(new ProductId(a.Product)) ?? a.Product, a.Account, a.End))],
            [.. Repeated(agreements, billed.CompanyOf, names)]);
    }

    /// <summary>The product that a charge is for: by its agreement, else by its code; the code alone where the catalogue has neither.</summary>
    private static (ProductId? Product, string Code) Key(MarketplaceCharge charge, AgreementsOfTenant agreements, Names names)
    {
        if (agreements.ById.TryGetValue(charge.Agreement, out var agreement)) return (new ProductId(agreement.Product), charge.Code);
        return (names.Find(charge.Code), charge.Code);
    }

    private static IEnumerable<string> Matching(MarketplaceCharge charge, AgreementsOfTenant agreements, Names names)
    {
        if (agreements.ById.ContainsKey(charge.Agreement)) return [charge.Agreement];
        return Key(charge, agreements, names).Product is { } product ? agreements.ByHolder[(charge.Account, product.Value)] : [];
    }

    private static BilledProduct Product((ProductId? Product, string Code) key, IEnumerable<MarketplaceCharge> charges, TenantView view, AgreementsOfTenant agreements, Names names, MarketplaceSpend billed)
    {
        var known = billed.Products.GetValueOrDefault(key.Code);
        var uses = charges.GroupBy(c => c.Account, StringComparer.Ordinal).Select(g => new BilledUse(
            g.Key, g.Aggregate(AmountSum.Zero, (sum, c) => sum + c.Cost), StandingOf(view.Governance, g.Key, key.Product), [.. g.SelectMany(c => Matching(c, agreements, names)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        ImmutableArray<BilledUse> all = [.. uses.OrderByDescending(u => u.Cost.Units).ThenBy(u => u.Account, StringComparer.Ordinal)];
        return new BilledProduct(key.Product, key.Code, (key.Product is { } product ? names.Of(product) : null) ?? known?.Name ?? key.Code, known?.Seller ?? "")
        {
            Cost = all.Aggregate(AmountSum.Zero, (sum, use) => sum + use.Cost),
            Uses = all,
        };
    }

    private static UseStanding StandingOf(GovernanceSnapshot governance, string account, ProductId? product)
    {
        if (product is not { } known) return UseStanding.Unknown;
        var decision = governance.Decide(account, known.Value);
        return decision.Reason switch
        {
            DecisionReason.AccountNotFound or DecisionReason.ProductNotFound => UseStanding.Unknown,
            DecisionReason.NotGoverned => UseStanding.NotGoverned,
            _ => decision.Decision == Decision.Allow ? UseStanding.Approved : UseStanding.NotApproved,
        };
    }

    private static IEnumerable<RepeatedProduct> Repeated(AgreementsOfTenant agreements, Func<string, string> companyOf, Names names) =>
        from agreement in agreements.Active
        let company = companyOf(agreement.Account)
        where company.Length > 0
        group agreement by (agreement.Product, company) into held
        where held.Select(a => a.Account).Distinct(StringComparer.Ordinal).Skip(1).Any()
        orderby held.Key.company, held.Key.Product
        select new RepeatedProduct(new ProductId(held.Key.Product), names.Of(new ProductId(held.Key.Product)) ?? held.Key.Product, held.Key.company, [.. held.Select(a => (a.Id, a.Account))]);

    private AgreementsOfTenant Agreements(string tenant)
    {
        using var db = database.Open();
        var rows = db.Agreements.AsNoTracking().Where(a => a.TenantId == tenant).Select(a => new { a.Id, a.Account, a.Product, a.EndTime, a.Status }).ToList();
        return new AgreementsOfTenant([.. rows.Select(a => new HeldAgreement(a.Id, a.Account, a.Product, AgreementLine.EndOf(a.EndTime), a.Status == AgreementStatus.Active))]);
    }

    private sealed record HeldAgreement(string Id, string Account, string Product, DateTimeOffset? End, bool IsActive);

    private sealed record AgreementsOfTenant(ImmutableArray<HeldAgreement> All)
    {
        public Dictionary<string, HeldAgreement> ById { get; } = All.ToDictionary(a => a.Id, StringComparer.Ordinal);

        /// <summary>The active ones, by account and product.</summary>
        public ILookup<(string Account, string Product), string> ByHolder { get; } = All.Where(a => a.IsActive).ToLookup(a => (a.Account, a.Product), a => a.Id);

        public IEnumerable<HeldAgreement> Active => All.Where(a => a.IsActive);
    }

    private sealed class Names(Domain.Products.ProductCatalogue catalogue, AccountId viewer)
    {
        /// <summary>A product by the code of a report: its id, with or without what ids begin with.</summary>
        public ProductId? Find(string code) => (catalogue.Find(new ProductId("prod-" + code)) ?? catalogue.Find(new ProductId(code)))?.Id;

        /// <summary>Null for one that the viewer may not see.</summary>
        public string? Of(ProductId product) => catalogue.FindFor(viewer, product)?.Title;
    }
}
