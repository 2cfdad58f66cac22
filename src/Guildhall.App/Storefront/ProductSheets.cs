using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Governance;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Storefront;

/// <summary>Reads a product's page from the database.</summary>
public sealed class ProductSheets(Database database, Marketplaces marketplaces, ProductSearch search, TimeProvider clock)
{
    /// <summary>The sheet as an account sees it; null when it has no such product or the account may not see it (M-19).</summary>
    public async Task<ProductSheet?> FindAsync(AccountId account, string productId, CancellationToken cancellation)
    {
        if (marketplaces.Catalogue.Find(new ProductId(productId)) is not { } product || !product.VisibleTo(account)) return null;
        await using var db = database.Open();
        var document = await db.ProductDocuments.AsNoTracking().Where(d => d.Id == productId).Select(d => d.Document).FirstOrDefaultAsync(cancellation);
        if (document is null) return new ProductSheet(product);
        var offers = await db.CatalogueRecords.AsNoTracking().Where(r => r.Product == productId && r.Proposal != null).OrderBy(r => r.Id).Select(r => new { r.Id, r.Document }).ToListAsync(cancellation);
        var taxonomy = await search.TaxonomyAsync(cancellation);
        using var read = JsonDocument.Parse(document);
        var sheet = Of(product, read.RootElement, taxonomy);
        var visible = ImmutableArray.CreateBuilder<OfferSheet>();
        var facts = OfferFacts.None;
        foreach (var offer in offers)
        {
            using var terms = JsonDocument.Parse(offer.Document);
            facts |= OffersRead.Of(terms.RootElement, clock.GetUtcNow());
            if (OfferReading.IsOpenTo(account, terms.RootElement, clock.GetUtcNow())) visible.Add(OfferReading.Of(offer.Id, terms.RootElement, sheet.Dimensions));
        }

        return sheet with { Offers = visible.ToImmutable(), Badges = [.. SearchTexts.Badges(read.RootElement, facts)] };
    }

    private static ProductSheet Of(Product product, JsonElement document, Taxonomy taxonomy)
    {
        var text = SearchTexts.Of(0, product, document, OfferFacts.None);
        return new ProductSheet(product)
        {
            SellerId = text.SellerId,
            Short = text.Short,
            Long = [.. text.Long.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Highlights = [.. SearchTexts.Texts(document, "highlights")],
            Categories = [.. text.Categories.Select(c => (c, taxonomy.NameOf(c)))],
            Deployed = text.Deployed,
            Tenths = text.Tenths,
            Reviews = text.Reviews,
            Delivery = Each(document, "fulfillmentOptions", o => new DeliveryOption(SearchTexts.Text(o, "type"), Word(o, "name"), Word(o, "version"))),
            Dimensions = Each(document, "dimensions", d => new PriceDimension(SearchTexts.Text(d, "key"), SearchTexts.Text(d, "name"), SearchTexts.Text(d, "unit"), Word(d, "description"))),
            Resources = Each(document, "resources", r => new SupportResource(Word(r, "displayName") ?? "Support", SearchTexts.Text(r, "contentType"), SearchTexts.Text(r, "value"))),
        };
    }

    private static ImmutableArray<T> Each<T>(JsonElement document, string member, Func<JsonElement, T> read) =>
        document.TryGetProperty(member, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    private static string? Word(JsonElement document, string member) => SearchTexts.Text(document, member) is { Length: > 0 } text ? text : null;
}
