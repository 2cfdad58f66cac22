using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain.Products;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>Brings the catalogue in memory up to the database's: everything at start, later only products that changed.</summary>
public sealed class CatalogueLoader(Database database, Marketplaces marketplaces)
{
    private readonly Lock _one = new();
    private long _version;

    /// <summary>Loads what is newer; one load at a time.</summary>
    public void Load()
    {
        lock (_one)
        {
            var (products, version) = Newer();
            if (products.Count == 0) return;
            marketplaces.Publish(marketplaces.Catalogue.With(products));
            _version = version;
        }
    }

    private (IReadOnlyCollection<Product> Products, long Version) Newer()
    {
        using var reading = new PlainReading(database);
        return new CatalogueReading(reading).NewerThan(_version);
    }
}
