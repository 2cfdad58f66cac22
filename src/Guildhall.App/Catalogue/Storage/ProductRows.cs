using System.Text;
using System.Text.Json;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>The products of one transaction.</summary>
/// <param name="version">The catalogue's counter as of this transaction.</param>
internal sealed class ProductRows(GuildhallDb db, long version, DateTimeOffset now)
{
    /// <summary>Adds or replaces products; a new one gets the next number.</summary>
    public async Task PutAsync(IReadOnlyList<PlannedRecord> planned, CancellationToken cancellation)
    {
        if (planned.Count == 0) return;
        var ids = planned.Select(p => p.Key.Id).ToList();
        var rows = await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var documents = await db.ProductDocuments.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var next = (await db.Products.MaxAsync(p => (int?)p.Number, cancellation) ?? -1) + 1;
        foreach (var record in planned)
        {
            var text = Encoding.UTF8.GetString(record.Document.Json.Span);
            if (documents.TryGetValue(record.Key.Id, out var document)) document.Document = text;
            else db.ProductDocuments.Add(new ProductDocumentRow { Id = record.Key.Id, Document = text });
            if (!rows.TryGetValue(record.Key.Id, out var row)) db.Products.Add(row = New(record.Key.Id, next++));
            Fill(row, record);
        }
    }

    /// <summary>Marks products whose seller or private offers changed, so that memory is brought up to date.</summary>
    public async Task TouchAsync(TouchedProducts touched, CancellationToken cancellation)
    {
        if (touched.Ids.Count > 0) await db.Products.Where(p => touched.Ids.Contains(p.Id)).ExecuteUpdateAsync(p => p.SetProperty(x => x.Version, version), cancellation);
        if (touched.Sellers.Count > 0) await db.Products.Where(p => touched.Sellers.Contains(p.Seller)).ExecuteUpdateAsync(p => p.SetProperty(x => x.Version, version), cancellation);
    }

    private static ProductRow New(string id, int number) => new() { Id = id, Number = number, Hash = "", Source = "", Type = "", Title = "", Seller = "" };

    private void Fill(ProductRow row, PlannedRecord record)
    {
        using var document = JsonDocument.Parse(record.Document.Json);
        var root = document.RootElement;
        (row.Version, row.LastModified, row.Hash, row.Source) = (version, now, record.Document.Hash, record.Source);
        (row.Type, row.Title, row.Seller) = (Text(root, "type")!, Text(root, "title")!, Text(root, "seller")!);
        row.Visibility = Text(root, "visibility") is { } word ? Enum.Parse<ProductVisibility>(word) : ProductVisibility.Public;
        row.AlwaysEntitled = root.TryGetProperty("alwaysEntitled", out var flag) && flag.GetBoolean();
        row.AllowedAccounts = root.TryGetProperty("allowedAccounts", out var accounts) && accounts.GetArrayLength() > 0
            ? string.Join(' ', accounts.EnumerateArray().Select(a => a.GetString()))
            : null;
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
