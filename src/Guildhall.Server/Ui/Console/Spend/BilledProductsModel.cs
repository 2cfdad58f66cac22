using System.Collections.Immutable;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing.Exits;
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
    public const string Exits = "exits";

    /// <summary>Every plan of the organization, what is planned first.</summary>
    public required ImmutableArray<ExitView> Plans { get; init; }

    /// <summary>UTC.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Whether the reader may plan exits.</summary>
    public bool Manages { get; init; }

    /// <summary>What the reader can do at once about a product.</summary>
    public required Func<BilledProduct, BilledWays> Ways { get; init; }

    /// <summary>Those that are looked for.</summary>
    public IReadOnlyList<ExitView> FoundPlans => [.. Plans.Where(p => !Query.HasFilter || Query.Matches([p.Name, p.Code, p.PlannedBy, p.Plan.Note]))];

    /// <summary>The exit that is planned from a product; null for none.</summary>
    public ExitView? PlanOf(string code) => Open.GetValueOrDefault(code);

    /// <summary>What is planned, by its code: of each there is one.</summary>
    private Dictionary<string, ExitView> Open => field ??= Plans.Where(p => p.State == ExitState.Planned).ToDictionary(p => p.Code, StringComparer.Ordinal);

    /// <summary>The experience whose accounts are told; empty for all.</summary>
    public string Experience => Query.Value("experience");

    /// <summary>What the tab shows as far as it is looked for; the dearest first.</summary>
    public IReadOnlyList<BilledRow> Rows { get; } = [.. RowsOf(Query.Tab, List).Where(r => !Query.HasFilter || Query.Matches([r.Product.Name, r.Product.Seller, r.Product.Code, r.Product.Product?.Value]))];

    public IReadOnlyList<UnusedAgreement> UnusedAgreements { get; } = [.. List.Unused.Where(a => !Query.HasFilter || Query.Matches([a.Name, a.Account, a.Id]))];

    public IReadOnlyList<RepeatedProduct> RepeatedProducts { get; } = [.. List.Repeated.Where(p => !Query.HasFilter || Query.Matches([p.Name, p.Company]))];

    /// <summary>Whether an exit from it is offered: somebody pays who may not buy it, or nobody could approve it, and none is planned.</summary>
    public bool MayEnd(BilledProduct product) => PlanOf(product.Code) is null && product.Uses.Any(u => u.Cost.Units > 0 && u.Standing is UseStanding.NotApproved or UseStanding.NotInCatalogue);

    /// <summary>How many each tab has.</summary>
    public int CountOf(string tab) => tab switch
    {
        Unused => List.Unused.Length,
        Repeated => List.Repeated.Length,
        Exits => Open.Count,
        _ => RowsOf(tab, List).Count(),
    };

    private static IEnumerable<BilledRow> RowsOf(string tab, BilledProductList list) =>
        BilledRow.Of(list, tab switch { NotApproved => BilledPart.NotApproved, Unmatched => BilledPart.WithoutAgreement, _ => BilledPart.All });
}
