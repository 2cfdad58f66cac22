using System.Collections.Immutable;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Governance;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>A tab of products. M-07, M-22, M-23.</summary>
public enum ProductTab
{
    All,
    Approved,
    Denied,
    Pending,
    Blocked,
}

/// <summary>A product in a tab, with what the experience says of it.</summary>
/// <param name="State">Approved, Denied, or Not approved.</param>
public sealed record ShelvedProduct(ProductId Id, string Title, string Seller, string State, string? Notes, int ApprovedIn)
{
    /// <summary>Whether those who are refused the product read the notes.</summary>
    public bool Public { get; init; }
}

/// <summary>A page of a tab.</summary>
/// <param name="Count">All products of the tab that the search found.</param>
public sealed record ExperienceProducts(Experience Experience, ProductTab Tab, ListQuery Query, IReadOnlyList<ShelvedProduct> Products, int Count)
{
    private static readonly (string State, string? Notes) NotNamed = ("Not approved", null);

    /// <summary>What is ticked in the tab, on whichever page of it.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>Active agreements of accounts that the experience governs on products that it does not approve.</summary>
    public int Outside { get; init; }

    /// <summary>What those accounts pay on AWS Marketplace inside and outside its list; null for whom does not see spend, and for an experience that governs nobody.</summary>
    public SpendPart<ApprovedSpend>? Spend { get; init; }

    /// <summary>The pending requests of the experience, in the tab that shows them instead of products.</summary>
    public RequestPage? Requests { get; init; }

    /// <summary>What the products of each of them have cost already; null for whom does not see it, and while it is being read.</summary>
    public ImmutableDictionary<EntityId, string>? Costs { get; init; }

    /// <summary>Where one comes back to, without ticks: what is shown, or the first requests, because those before a cursor may be answered by then.</summary>
    public string Here => Query.SkipUrl(Requests is null ? Query.PlaceIn(Count) : 0);

    public string Word => Tab.ToString().ToLowerInvariant();

    /// <summary>The pending requests as a file: those of the inbox, of this experience alone, searched and sorted as the tab is.</summary>
    internal static string RequestsFile(Experience experience, ListQuery query) => (query with { Kept = [("experience", experience.Id.Value)] }).FileUrl("/console/requests.csv");

    /// <summary>A page of a tab that shows products, or all of them for a file.</summary>
    internal static ExperienceProducts Of(TenantView tenant, ProductCatalogue catalogue, AccountId viewer, Experience experience, ProductTab tab, ListQuery query, bool whole = false)
    {
        var states = States(experience.Policy);
        var found = Sorted(Found(catalogue, viewer, experience, tab, query.Text), query, states);
        return new ExperienceProducts(experience, tab, query, [.. (whole ? found : found.Take(query)).Select(p => Shelved(tenant, p, states) with { Public = experience.Policy?.PublicNotes.Contains(p.Id) == true })], found.Count);
    }

    private static IEnumerable<Named> Found(ProductCatalogue catalogue, AccountId viewer, Experience experience, ProductTab tab, string words)
    {
        if (tab == ProductTab.All) return ProductShelf.All(catalogue, viewer, words).Select(p => new Named(p.Id, p.Title, p.Manufacturer));
        var ids = tab switch
        {
            ProductTab.Approved => experience.Policy?.Allowed.Select(g => g.Product) ?? [],
            ProductTab.Denied => experience.Policy?.Denied.Select(g => g.Product) ?? [],
            _ => experience.Policy?.Blocked.AsEnumerable() ?? [],
        };
        return ids.Select(id => Named.Of(id, catalogue.FindFor(viewer, id))).Where(p => p.Holds(words)).OrderBy(p => p.Title, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>By title, seller or state; equal ones by title.</summary>
    private static List<Named> Sorted(IEnumerable<Named> byTitle, ListQuery query, Dictionary<ProductId, (string State, string? Notes)> states) => query.Sort switch
    {
        "seller" => [.. query.Sorted(byTitle, p => p.Seller)],
        "state" => [.. query.Sorted(byTitle, p => states.GetValueOrDefault(p.Id, NotNamed).State)],
        _ => query.Down ? [.. byTitle.Reverse()] : [.. byTitle],
    };

    private static Dictionary<ProductId, (string State, string? Notes)> States(ProcurementPolicy? policy)
    {
        var states = new Dictionary<ProductId, (string, string?)>();
        foreach (var grant in policy?.Allowed ?? []) states[grant.Product] = ("Approved", grant.Notes);
        foreach (var grant in policy?.Denied ?? []) states[grant.Product] = ("Denied", grant.Notes);
        return states;
    }

    private static ShelvedProduct Shelved(TenantView tenant, Named product, Dictionary<ProductId, (string State, string? Notes)> states)
    {
        var (state, notes) = states.GetValueOrDefault(product.Id, NotNamed);
        var number = tenant.Governance.Catalogue.NumberOf(product.Id.Value);
        return new ShelvedProduct(product.Id, product.Title, product.Seller, state, notes, number < 0 ? 0 : tenant.Governance.ApprovedIn(number));
    }

    private readonly record struct Named(ProductId Id, string Title, string Seller)
    {
        public static Named Of(ProductId id, Product? product) => new(id, product?.Title ?? id.Value, product?.Manufacturer ?? "not in the catalogue");

        public bool Holds(string words)
        {
            var (id, title, seller) = this;
            return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => title.Contains(w, StringComparison.OrdinalIgnoreCase) || seller.Contains(w, StringComparison.OrdinalIgnoreCase) || id.Value == w);
        }
    }
}
