using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Offers;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Storefront;

/// <summary>Reads a product's page from the database.</summary>
public sealed class ProductSheets(Database database, Marketplaces marketplaces, ProductSearch search, OfferQueries offers, TimeProvider clock)
{
    /// <summary>The sheet as an account sees it; null when it has no such product or the account may not see it (M-19).</summary>
    public async Task<ProductSheet?> FindAsync(AccountId account, string productId, CancellationToken cancellation)
    {
        if (marketplaces.Catalogue.Find(new ProductId(productId)) is not { } product || !product.VisibleTo(account)) return null;
        return await ReadAsync(account, product, cancellation);
    }

    /// <summary>The sheet for an account that has an agreement on the product: withdrawn or not, who has it sees it. Null when the catalogue has it no more.</summary>
    public async Task<ProductSheet?> FindBoughtAsync(AccountId account, ProductId id, CancellationToken cancellation) =>
        marketplaces.Catalogue.Find(id) is { } product ? await ReadAsync(account, product, cancellation) : null;

    private async Task<ProductSheet> ReadAsync(AccountId account, Product product, CancellationToken cancellation)
    {
        var document = await DocumentAsync(product.Id.Value, cancellation);
        if (document is null) return new ProductSheet(product);
        var now = clock.GetUtcNow();
        var open = (await offers.OfProductAsync(account, product.Id, cancellation)).Where(o => !o.HasExpired(now)).OrderByDescending(o => o.IsPrivate).ToImmutableArray();
        var trial = open.Any(o => !o.IsPrivate && o.Terms.Any(t => t is FreeTrialPricingTerm)) ? OfferFacts.FreeTrial : OfferFacts.None;
        var taxonomy = await search.TaxonomyAsync(cancellation);
        using var read = JsonDocument.Parse(document);
        return Of(product, read.RootElement, taxonomy) with
        {
            Offers = open,
            Sellers = await offers.SellersOfAsync(open, cancellation),
            Badges = [.. SearchTexts.Badges(read.RootElement, trial)],
        };
    }

    private async Task<string?> DocumentAsync(string product, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.ProductDocuments.AsNoTracking().Where(d => d.Id == product).Select(d => d.Document).FirstOrDefaultAsync(cancellation);
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
            Deployed = text.Deployed is [var deployed, ..] ? deployed : "",
            Tenths = text.Tenths,
            Reviews = text.Reviews,
            Delivery = document.Each("fulfillmentOptions", o => new DeliveryOption(SearchTexts.Text(o, "type"), o.Word("name"), o.Word("version")) { Url = o.Word("url"), Instructions = o.Word("usageInstructions") }),
            Dimensions = document.Each("dimensions", d => new PriceDimension(SearchTexts.Text(d, "key"), SearchTexts.Text(d, "name"), SearchTexts.Text(d, "unit"), d.Word("description"))),
            Resources = document.Each("resources", r => new SupportResource(r.Word("displayName") ?? "Support", SearchTexts.Text(r, "contentType"), SearchTexts.Text(r, "value"))),
        };
    }
}
