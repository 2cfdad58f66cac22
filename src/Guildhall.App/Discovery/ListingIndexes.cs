using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;

namespace Guildhall.App.Discovery;

/// <summary>The listings of this process: they follow the search index, which a changed listing changes too because its first product is read again.</summary>
internal sealed class ListingIndexes(Database database, OfferQueries offers, SearchIndexes indexes) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile ListingIndex? _index;

    public SearchIndexes Searches => indexes;

    public async ValueTask<ListingIndex> CurrentAsync(CancellationToken cancellation)
    {
        var products = await indexes.CurrentAsync(cancellation);
        return _index is { } index && ReferenceEquals(index.Products, products) ? index : await MakeAsync(products, cancellation);
    }

    public void Dispose() => _one.Dispose();

    private async Task<ListingIndex> MakeAsync(SearchIndex products, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_index is { } index && ReferenceEquals(index.Products, products)) return index;
            return _index = new ListingIndex(products, await ListingRecord.ReadAsync(database, offers, products.Catalogue, cancellation));
        }
        finally
        {
            _one.Release();
        }
    }
}
