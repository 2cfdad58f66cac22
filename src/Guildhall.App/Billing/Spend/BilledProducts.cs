using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Spend;

/// <summary>
/// Spend beside the decision: which products of AWS Marketplace an organization pays for, whether its accounts may buy them today, which agreement a charge belongs to, and what is
/// bought without being used, or more than once. mission.md M-39.
/// </summary>
public sealed class BilledProducts
{
    /// <summary>The newest month and the one before: a charge of a yearly contract may be older, and its agreement is then told as without charges.</summary>
    internal const int Months = 2;

    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly MarketplaceSpends _spends;

    internal BilledProducts(Database database, Marketplaces marketplaces, MarketplaceSpends spends) => (_database, _marketplaces, _spends) = (database, marketplaces, spends);

    /// <summary>Of one organization. Not found when it is beyond reach.</summary>
    /// <param name="viewer">Private products that this account may not see are told by the report's name, and not by their ids.</param>
    /// <param name="experience">The id of one: of the accounts that it governs today; empty for those that none governs; null for all.</param>
    public Result<BilledProductList> Of(BillingReach reach, string tenant, AccountId viewer, string? experience = null)
    {
        if (!reach.Covers(tenant) || _marketplaces.Find(new TenantId(tenant)) is not { } view) return Problem.NotFound("There is no such organization.");
        var accounts = new SpendAccounts(_database, view);
        var (all, catalogue, billed) = (HeldAgreements.Read(_database, tenant), view.Governance.Catalogue, _spends.Of(tenant, Months));
        var charged = billed.Charges.Select(c => MatchedCharge.Of(c, all, catalogue)).ToList();
        var (matched, held) = (charged.Where(m => Counts(m.Charge.Account)).ToList(), new HeldAgreements([.. all.All.Where(a => Counts(a.Account))]));
        var used = charged.SelectMany(m => m.Agreements).ToHashSet(StringComparer.Ordinal);
        return new BilledProductList(
            billed.Currency, billed.From, billed.To,
            [.. matched.GroupBy(m => (m.Product, m.Charge.Code)).Select(g => Product(g.Key.Product, g.Key.Code, g)).OrderByDescending(p => p.Cost.Units).ThenBy(p => p.Code, StringComparer.Ordinal)],
            [.. held.Active.Where(a => !used.Contains(a.Id)).OrderBy(a => a.Product, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => new UnusedAgreement(a.Id, Seen(a.Product)?.Id, TitleOf(a.Product), a.Account, a.End))],
            [.. Repeated(held, accounts).Select(r => new RepeatedProduct(Seen(r.Product)?.Id, TitleOf(r.Product), r.Company, r.Agreements))])
        {
            Others = billed.Others,
            Experiences = [.. accounts.Experiences],
        };

        bool Counts(string account) => experience is null || accounts.ExperienceOf(account) == experience;

        BilledProduct Product(ProductId? product, string code, IEnumerable<MatchedCharge> charges)
        {
            var subject = UseSubject.Of(view.Governance, product);
            var (known, seen) = (billed.Products.GetValueOrDefault(code), product is { } id ? catalogue.FindFor(viewer, id) : null);
            return new BilledProduct(seen?.Id, code, seen?.Title ?? known?.Name ?? code, known?.Seller ?? "", MatchedCharge.Uses(charges, account => UseStandings.Of(view.Governance, accounts.PlaceOf(account), subject)))
            {
                BilledAs = known?.Name ?? code,
            };
        }

        Domain.Products.Product? Seen(string product) => catalogue.FindFor(viewer, new ProductId(product));
        string TitleOf(string product) => Seen(product)?.Title ?? "A private product";
    }

    private static IEnumerable<(string Product, string Company, ImmutableArray<(string Agreement, string Account)> Agreements)> Repeated(HeldAgreements held, SpendAccounts accounts) =>
        from agreement in held.Active
        let company = accounts.CompanyOf(agreement.Account)
        where company.Length > 0
        group agreement by (agreement.Product, company) into some
        where some.Select(a => a.Account).Distinct(StringComparer.Ordinal).Skip(1).Any()
        orderby some.Key.company, some.Key.Product
        select (some.Key.Product, some.Key.company, some.Select(a => (a.Id, a.Account)).ToImmutableArray());
}
