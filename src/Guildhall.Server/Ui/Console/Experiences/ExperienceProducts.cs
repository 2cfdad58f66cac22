using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

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
public sealed record ShelvedProduct(ProductId Id, string Title, string Seller, string State, string? Notes, int ApprovedIn);

/// <summary>A page of a tab.</summary>
public sealed record ExperienceProducts(Experience Experience, ProductTab Tab, string Words, IReadOnlyList<ShelvedProduct> Products, int? Next)
{
    public const int PageSize = 50;

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The pending requests of the experience, for their tab.</summary>
    public IReadOnlyList<Domain.Requests.ProductRequest> Requests { get; init; } = [];

    /// <summary>A page of a tab that shows products, from a position on; <paramref name="take"/> is the page's length.</summary>
    internal static ExperienceProducts Of(TenantView tenant, ProductCatalogue catalogue, AccountId viewer, Experience experience, ProductTab tab, string words, int from, int take = PageSize)
    {
        var states = States(experience.Policy);
        var blocked = experience.Policy?.Blocked ?? [];
        if (tab == ProductTab.Pending) return new ExperienceProducts(experience, tab, words, [], null) { Requests = Pending(tenant, experience) };
        if (tab == ProductTab.All)
        {
            var (found, next) = ProductShelf.Find(catalogue, viewer, words, from, take);
            return new ExperienceProducts(experience, tab, words, [.. found.Select(p => Shelved(tenant, p.Id, p, states))], next);
        }

        var named = tab switch
        {
            ProductTab.Approved => experience.Policy?.Allowed.Select(g => g.Product) ?? [],
            ProductTab.Denied => experience.Policy?.Denied.Select(g => g.Product) ?? [],
            _ => blocked.OrderBy(p => p.Value, StringComparer.Ordinal),
        };
        ShelvedProduct[] page = [.. named.Select(id => Shelved(tenant, id, catalogue.FindFor(viewer, id), states)).Where(p => Holds(p, words)).Skip(from).Take(take + 1)];
        return new ExperienceProducts(experience, tab, words, [.. page.Take(take)], page.Length > take ? from + take : null);
    }

    private static IReadOnlyList<Domain.Requests.ProductRequest> Pending(TenantView tenant, Experience experience) =>
        [.. tenant.Marketplace.Requests.Values.Where(r => r.Pending && r.Experience == experience.Id).OrderBy(r => r.Created)];

    private static Dictionary<ProductId, (string State, string? Notes)> States(ProcurementPolicy? policy)
    {
        var states = new Dictionary<ProductId, (string, string?)>();
        foreach (var grant in policy?.Allowed ?? []) states[grant.Product] = ("Approved", grant.Notes);
        foreach (var grant in policy?.Denied ?? []) states[grant.Product] = ("Denied", grant.Notes);
        return states;
    }

    private static ShelvedProduct Shelved(TenantView tenant, ProductId id, Product? product, Dictionary<ProductId, (string State, string? Notes)> states)
    {
        var (state, notes) = states.GetValueOrDefault(id, ("Not approved", null));
        var number = tenant.Governance.Catalogue.NumberOf(id.Value);
        return new ShelvedProduct(id, product?.Title ?? id.Value, product?.Manufacturer ?? "not in the catalogue", state, notes, number < 0 ? 0 : tenant.Governance.ApprovedIn(number));
    }

    private static bool Holds(ShelvedProduct product, string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w =>
        product.Title.Contains(w, StringComparison.OrdinalIgnoreCase) || product.Seller.Contains(w, StringComparison.OrdinalIgnoreCase) || product.Id.Value == w);
}
