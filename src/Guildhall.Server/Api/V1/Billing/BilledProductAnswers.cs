using System.Collections.Frozen;
using Guildhall.App;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Products in the bills as the API answers them.</summary>
internal static class BilledProductAnswers
{
    /// <summary>Parts of the bills by their words.</summary>
    public static readonly FrozenDictionary<string, BilledPart> Parts = Enum.GetValues<BilledPart>().ToFrozenDictionary(PriceWords.Of, StringComparer.Ordinal);

    /// <summary>A code may stand for several products, by the agreements that charges name.</summary>
    public static string CursorOf(BilledRow row) => $"{row.Product.Code}:{row.Product.Product?.Value}";

    /// <param name="plans">The exits that are planned, by code.</param>
    public static object Of(Installation guildhall, string tenant, BilledProductList list, IEnumerable<BilledRow> rows, IReadOnlyDictionary<string, ExitView> plans, string? next) => new
    {
        organizationId = tenant,
        currency = list.Currency,
        otherCurrencies = list.Others,
        from = list.Currency is null ? null : $"{list.From}",
        to = list.Currency is null ? null : $"{list.To}",
        cost = $"{list.Cost}",
        withoutAgreement = $"{list.WithoutAgreement}",
        standings = list.Products.SelectMany(p => p.Uses).GroupBy(u => u.Standing).OrderBy(g => g.Key).ToDictionary(g => PriceWords.Of(g.Key), g => $"{BilledUse.Sum(g)}"),
        products = rows.Select(r => new
        {
            productId = r.Product.Product?.Value,
            productCode = r.Product.Code,
            name = r.Product.Name,
            seller = r.Product.Seller,
            cost = $"{r.Cost}",
            exitId = plans.GetValueOrDefault(r.Product.Code)?.Id,
            accounts = r.Uses.Select(u => Account(guildhall, u)),
        }),
        next,
    };

    private static object Account(Installation guildhall, BilledUse use) => new
    {
        accountId = use.Account,
        name = guildhall.Marketplaces.NameOf(new AccountId(use.Account)) ?? "",
        cost = $"{use.Cost}",
        standing = PriceWords.Of(use.Standing),
        experienceId = use.Experience?.Value,
        agreements = use.Agreements,
    };
}
