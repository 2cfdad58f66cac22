using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Products;
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
        var rows = await db.Products.AsNoTracking().Where(p => p.Version > _version).OrderBy(p => p.Number).ToListAsync(cancellation);
        if (rows.Count == 0) return;
        var sellers = await SellersAsync(db, cancellation);
        var buyers = await BuyersAsync(db, cancellation);
        marketplaces.Publish(marketplaces.Catalogue.With([.. rows.Select(row => Product(row, sellers.GetValueOrDefault(row.Seller), buyers[row.Id]))]));
        _version = rows.Max(r => r.Version);
    }

    private static Product Product(ProductRow row, Seller? seller, IEnumerable<string> buyers) => new(
        new ProductId(row.Id), row.Type, row.Title, seller?.Name ?? row.Seller, row.Visibility, row.LastModified, row.AlwaysEntitled)
    {
        AllowedAccounts = [.. row.AllowedAccounts.Concat(buyers).Distinct(StringComparer.Ordinal).Select(a => new AccountId(a))],
        ManufacturerAccount = seller?.Account,
    };

    private static async Task<Dictionary<string, Seller>> SellersAsync(GuildhallDb db, CancellationToken cancellation)
    {
        var kind = RecordKind.Seller.Word();
        var rows = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == kind).Select(r => new { r.Id, r.Document }).ToListAsync(cancellation);
        return rows.ToDictionary(r => r.Id, r => SellerOf(r.Document), StringComparer.Ordinal);
    }

    /// <summary>The accounts that private offers name, by product.</summary>
    private static async Task<ILookup<string, string>> BuyersAsync(GuildhallDb db, CancellationToken cancellation)
    {
        var offers = await db.CatalogueRecords.AsNoTracking().Where(r => r.PrivateFor != null).Select(r => new { r.PrivateFor, r.Document }).ToListAsync(cancellation);
        return offers.SelectMany(o => BuyersOf(o.Document).Select(buyer => (Product: o.PrivateFor!, Buyer: buyer))).ToLookup(o => o.Product, o => o.Buyer, StringComparer.Ordinal);
    }

    private static Seller SellerOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        var account = json.RootElement.TryGetProperty("accountId", out var given) ? given.GetString() : null;
        return new Seller(json.RootElement.GetProperty("displayName").GetString()!, account);
    }

    private static ImmutableArray<string> BuyersOf(string document)
    {
        using var json = JsonDocument.Parse(document);
        return [.. json.RootElement.GetProperty("buyerAccounts").EnumerateArray().Select(b => b.GetString()!)];
    }

    private sealed record Seller(string Name, string? Account);
}
