using Guildhall.App.Governance;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>Brings the catalogue in memory up to the database's: everything at start, later only products that changed.</summary>
public sealed class CatalogueLoader(Database database, Marketplaces marketplaces) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private long _version;

    /// <summary>Loads what is newer; one load at a time.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await LoadNewerAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task LoadNewerAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        using var moment = Database.BeginRead(db);
        await db.Database.OpenConnectionAsync(cancellation);
        var reading = new CatalogueReading(db.Database.GetDbConnection(), db.Database.CurrentTransaction!);
        var (products, version) = await reading.NewerThanAsync(_version, cancellation);
        if (products.Count == 0) return;
        marketplaces.Publish(marketplaces.Catalogue.With(products));
        _version = version;
    }
}
