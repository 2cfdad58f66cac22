using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.App.Store;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Discovery;

/// <summary>
/// All offers that are out, without their terms, in the order of purchase options: for the call that asks for those of all products. Read when first asked for, and anew
/// after an import.
/// </summary>
internal sealed class OfferBook(Database database, Marketplaces marketplaces) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile Edition? _edition;

    public async ValueTask<ImmutableArray<PurchaseOption>> CurrentAsync(CancellationToken cancellation)
    {
        var catalogue = marketplaces.Catalogue;
        if (_edition is { } edition && ReferenceEquals(edition.Catalogue, catalogue)) return edition.Options;
        await _one.WaitAsync(cancellation);
        try
        {
            if (_edition is not { } known || !ReferenceEquals(known.Catalogue, catalogue)) _edition = new Edition(catalogue, await ReadAsync(cancellation));
            return _edition.Options;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ImmutableArray<PurchaseOption>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "offer").Join(db.Products, r => r.Product, p => p.Id, (r, p) => new { r.Id, r.Document, p.Seller });
        var options = new List<PurchaseOption>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            using var document = JsonDocument.Parse(row.Document);
            if (OfferDocuments.Head(row.Id, document.RootElement, row.Seller) is { IsOut: true } offer) options.Add(PurchaseOption.Of(offer));
        }

        return [.. options.OrderBy(o => o.Place, PurchaseOptionPlace.InOrder)];
    }

    private sealed record Edition(ProductCatalogue Catalogue, ImmutableArray<PurchaseOption> Options);
}
