using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Discovery;

/// <summary>
/// One listing or product in full, as an account may know of it. What it may not see does not exist for it (M-19). storefront-and-procurement.md A.5, A.6, A.9.
/// </summary>
public sealed class DiscoveredProducts
{
    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly ListingIndexes _indexes;
    private readonly DefaultOffers _offers;
    private readonly PageTokens _tokens;

    internal DiscoveredProducts(Database database, Marketplaces marketplaces, ListingIndexes indexes, DefaultOffers offers, PageTokens tokens) =>
        (_database, _marketplaces, _indexes, _offers, _tokens) = (database, marketplaces, indexes, offers, tokens);

    /// <summary>Refused: no right (<c>ACCESS_DENIED</c>), not there for the account (not found).</summary>
    public async ValueTask<Result<ListingDetails>> ListingAsync(Caller caller, string id, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetListing", "*") is { } refusal) return refusal;
        var listings = await _indexes.CurrentAsync(cancellation);
        if (listings.NumberOf(id) is not (>= 0 and var number) || !listings.ProductsOf(number).Any(p => Sees(listings, caller, p))) return NotFound("listing");
        var summary = listings.Summary(number, caller.Account);
        var document = number >= ListingIndex.Collections
            ? await DocumentAsync(db => db.CatalogueRecords.Where(r => r.Kind == "listing" && r.Id == id).Select(r => r.Document), cancellation)
            : await DocumentAsync(Product(summary.Products[0].Product.Id.Value), cancellation);
        return new ListingDetails(summary, Presentation.Of(document, summary.ShortDescription), await _offers.OfAsync(caller.Account, summary.Products, cancellation));
    }

    /// <summary>Refused as <see cref="ListingAsync"/>.</summary>
    public async ValueTask<Result<ProductDetails>> ProductAsync(Caller caller, string id, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetProduct", "*") is { } refusal) return refusal;
        var listings = await _indexes.CurrentAsync(cancellation);
        if (Number(listings, caller, id) is not { } number) return NotFound("product");
        var document = await DocumentAsync(Product(id), cancellation);
        var summary = listings.Summary(number, caller.Account);
        return new ProductDetails(summary.Products[0], summary, document.Word("deployedOnAws") ?? "NOT_APPLICABLE", Presentation.Of(document, summary.ShortDescription));
    }

    /// <summary>A page of the ways to get a product. Refused as <see cref="ListingAsync"/>, and for a token of another list.</summary>
    public async ValueTask<Result<DiscoveryPage<FulfillmentOption>>> FulfillmentAsync(Caller caller, string id, int take, string? token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListFulfillmentOptions", "*") is { } refusal) return refusal;
        var listings = await _indexes.CurrentAsync(cancellation);
        if (Number(listings, caller, id) is null) return NotFound("product");
        var binding = DiscoveryTokens.Binding("ListFulfillmentOptions", caller, id);
        var place = _tokens.Place(binding, token);
        if (place.Refused) return place.Problems;
        var options = FulfillmentOption.All(id, await DocumentAsync(Product(id), cancellation));
        return new DiscoveryPage<FulfillmentOption>([.. options.Skip(place.Value).Take(take)], _tokens.After(binding, place.Value + take, options.Length));
    }

    internal static Problem NotFound(string what) => Problem.NotFound($"There is no such {what}.");

    private int? Number(ListingIndex listings, Caller caller, string id) =>
        listings.Products.Catalogue.NumberOf(id) is >= 0 and var number && Sees(listings, caller, number) ? number : null;

    /// <summary>By the catalogue of the index, of which is told, and by that of now.</summary>
    private bool Sees(ListingIndex listings, Caller caller, int product) =>
        listings.Products.Catalogue.Products[product] is var indexed && indexed.VisibleTo(caller.Account) && _marketplaces.Catalogue.FindFor(caller.Account, indexed.Id) is not null;

    private static Func<GuildhallDb, IQueryable<string>> Product(string id) => db => db.ProductDocuments.Where(d => d.Id == id).Select(d => d.Document);

    private async Task<JsonElement> DocumentAsync(Func<GuildhallDb, IQueryable<string>> choose, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        return JsonElement.Parse(await choose(db).FirstOrDefaultAsync(cancellation) ?? "{}");
    }
}

/// <param name="Offers">By product: what everybody can buy it by, where there is such an offer.</param>
public sealed record ListingDetails(ListingSummary Summary, Presentation Presentation, ImmutableDictionary<ProductId, OfferInformation> Offers);

/// <param name="Listing">The product's own listing, of which the product's page shows much.</param>
/// <param name="DeployedOnAws"><c>DEPLOYED</c>, <c>NOT_DEPLOYED</c> or <c>NOT_APPLICABLE</c>.</param>
public sealed record ProductDetails(ProductInformation Product, ListingSummary Listing, string DeployedOnAws, Presentation Presentation);

/// <param name="NextToken">Null on the last page.</param>
public sealed record DiscoveryPage<T>(ImmutableArray<T> Items, string? NextToken);
