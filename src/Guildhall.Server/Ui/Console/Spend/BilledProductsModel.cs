using System.Collections.Immutable;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What the page of products in the bill shows.</summary>
/// <param name="Tenant">Whose bill.</param>
/// <param name="Organizations">To choose from; empty where there is no choice.</param>
public sealed record BilledProductsModel(ListQuery Query, BilledProductList List, string Tenant, IReadOnlyList<SpendChoiceItem> Organizations)
{
    public const string NotApproved = "not-approved";
    public const string Unmatched = "without-agreement";
    public const string Unused = "unused";
    public const string Repeated = "repeated";

    /// <summary>What the tab shows as far as it is looked for; the dearest first.</summary>
    public IReadOnlyList<BilledRow> Rows { get; } = [.. RowsOf(Query.Tab, List).Where(r => !Query.HasFilter || Query.Matches([r.Product.Name, r.Product.Seller, r.Product.Code, r.Product.Product?.Value]))];

    public IReadOnlyList<UnusedAgreement> UnusedAgreements { get; } = [.. List.Unused.Where(a => !Query.HasFilter || Query.Matches([a.Name, a.Account, a.Id]))];

    public IReadOnlyList<RepeatedProduct> RepeatedProducts { get; } = [.. List.Repeated.Where(p => !Query.HasFilter || Query.Matches([p.Name, p.Company]))];

    /// <summary>How many each tab has.</summary>
    public static int CountOf(string tab, BilledProductList list) => tab switch
    {
        Unused => list.Unused.Length,
        Repeated => list.Repeated.Length,
        _ => RowsOf(tab, list).Count(),
    };

    private static IEnumerable<BilledRow> RowsOf(string tab, BilledProductList list) =>
        list.Products.Select(p => new BilledRow(p, [.. p.Uses.Where(u => tab switch { NotApproved => u.Standing == UseStanding.NotApproved, Unmatched => u.Agreements.IsEmpty, _ => true })])).Where(r => !r.Uses.IsEmpty).OrderByDescending(r => r.Cost.Units);
}

/// <summary>A product with the accounts that a tab is about.</summary>
public sealed record BilledRow(BilledProduct Product, ImmutableArray<BilledUse> Uses)
{
    /// <summary>What those pay.</summary>
    public AmountSum Cost { get; } = BilledUse.Sum(Uses);
}
