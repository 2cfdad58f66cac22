using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Spend;

/// <summary>An agreement as charges are matched to it.</summary>
internal sealed record HeldAgreement(string Id, string Account, string Product, DateTimeOffset? End, bool IsActive);

/// <summary>The agreements of an organization, ended ones too: their charges come later.</summary>
internal sealed record HeldAgreements(ImmutableArray<HeldAgreement> All)
{
    public Dictionary<string, HeldAgreement> ById { get; } = All.ToDictionary(a => a.Id, StringComparer.Ordinal);

    /// <summary>The active ones, by account and product.</summary>
    public ILookup<(string Account, string Product), string> ByHolder { get; } = All.Where(a => a.IsActive).ToLookup(a => (a.Account, a.Product), a => a.Id);

    public IEnumerable<HeldAgreement> Active => All.Where(a => a.IsActive);

    public static HeldAgreements Read(Database database, string tenant)
    {
        using var db = database.Open();
        var rows = db.Agreements.AsNoTracking().Where(a => a.TenantId == tenant).Select(a => new { a.Id, a.Account, a.Product, a.EndTime, a.Status }).ToList();
        return new HeldAgreements([.. rows.Select(a => new HeldAgreement(a.Id, a.Account, a.Product, AgreementLine.EndOf(a.EndTime), a.Status == AgreementStatus.Active))]);
    }
}

/// <summary>A charge with the product that it is for and the agreements that it belongs to.</summary>
/// <param name="Product">By the agreement that the charge names, else by its code, which is the product's id with or without what ids begin with; null where the catalogue has neither.</param>
/// <param name="Agreements">The one that the charge names, else those that its account has on the product.</param>
internal sealed record MatchedCharge(MarketplaceCharge Charge, ProductId? Product, ImmutableArray<string> Agreements)
{
    public static MatchedCharge Of(MarketplaceCharge charge, HeldAgreements held, ProductCatalogue catalogue)
    {
        if (held.ById.TryGetValue(charge.Agreement, out var named)) return new MatchedCharge(charge, new ProductId(named.Product), [named.Id]);
        var product = ProductOf(charge.Code, catalogue)?.Id;
        return new MatchedCharge(charge, product, product is { } id ? [.. held.ByHolder[(charge.Account, id.Value)]] : []);
    }

    /// <summary>The product of a report's code: what its agreement says of it may differ.</summary>
    public static Product? ProductOf(string code, ProductCatalogue catalogue) => catalogue.Find(new ProductId("prod-" + code)) ?? catalogue.Find(new ProductId(code));

    /// <summary>By account, the dearest first.</summary>
    public static ImmutableArray<BilledUse> Uses(IEnumerable<MatchedCharge> charges, Func<string, (UseStanding Standing, EntityId? Experience)> standing) =>
    [
        .. charges.GroupBy(c => c.Charge.Account, StringComparer.Ordinal)
            .Select(g => (Account: g.Key, Charges: g, Says: standing(g.Key)))
            .Select(u => new BilledUse(u.Account, AmountSum.Of(u.Charges.Select(c => c.Charge.Cost)), u.Says.Standing, [.. u.Charges.SelectMany(c => c.Agreements).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]) { Experience = u.Says.Experience })
            .OrderByDescending(u => u.Cost.Units).ThenBy(u => u.Account, StringComparer.Ordinal),
    ];
}
