using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;

namespace Guildhall.App.Discovery;

/// <summary>What AWS's Discovery API asks, put together. storefront-and-procurement.md A.</summary>
public sealed class DiscoveryQueries : IDisposable
{
    private readonly ListingIndexes _indexes;
    private readonly OfferBook _book;

    internal DiscoveryQueries(Database database, Marketplaces marketplaces, OfferQueries offers, SearchIndexes searches, PageTokens tokens, Synonyms synonyms, TimeProvider clock)
    {
        (_indexes, _book) = (new ListingIndexes(database, offers, searches), new OfferBook(database, marketplaces));
        var sets = new OfferSets(database, offers);
        Listings = new Listings(_indexes, marketplaces, tokens, synonyms);
        Products = new DiscoveredProducts(database, marketplaces, _indexes, new DefaultOffers(offers, clock), tokens);
        Offers = new DiscoveredOffers(database, offers, sets, _indexes, tokens, clock);
        PurchaseOptions = new PurchaseOptions(marketplaces, offers, sets, _book, _indexes, tokens, clock);
    }

    public Listings Listings { get; }

    public DiscoveredProducts Products { get; }

    public DiscoveredOffers Offers { get; }

    public PurchaseOptions PurchaseOptions { get; }

    public void Dispose()
    {
        _indexes.Dispose();
        _book.Dispose();
    }
}
