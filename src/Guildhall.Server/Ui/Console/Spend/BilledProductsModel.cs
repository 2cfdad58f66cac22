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

    public string Tab => Query.Tab;

    /// <summary>Of the tab, as far as they are looked for; the dearest first.</summary>
    public ImmutableArray<BilledProduct> Products =>
        [.. List.Products.Where(p => Tab switch { NotApproved => p.NotApproved.Units != 0, Unmatched => p.WithoutAgreement.Units != 0, _ => true }).Where(p => !Query.HasFilter || Query.Matches([p.Name, p.Seller, p.Code, p.Product?.Value]))];

    /// <summary>The accounts that the tab is about.</summary>
    public IEnumerable<BilledUse> Uses(BilledProduct product) => Tab switch
    {
        NotApproved => product.Uses.Where(u => u.Standing == UseStanding.NotApproved),
        Unmatched => product.Uses.Where(u => u.Agreements.IsEmpty),
        _ => product.Uses,
    };

    /// <summary>What those pay.</summary>
    public AmountSum Cost(BilledProduct product) => Uses(product).Aggregate(AmountSum.Zero, (sum, use) => sum + use.Cost);
}
