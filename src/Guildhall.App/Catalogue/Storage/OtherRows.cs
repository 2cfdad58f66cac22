using System.Text;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>Products that other records touched: by id (private offers), or by seller (names).</summary>
internal sealed record TouchedProducts(List<string> Ids, List<string> Sellers);

/// <summary>Sellers, categories, offers, offer sets and listings of one transaction.</summary>
internal static class OtherRows
{
    /// <summary>Adds or replaces records; tells which products memory must read again.</summary>
    public static async Task<TouchedProducts> PutAsync(GuildhallDb db, IReadOnlyList<PlannedRecord> planned, CancellationToken cancellation)
    {
        var touched = new TouchedProducts([], []);
        foreach (var kind in planned.GroupBy(p => p.Key.Kind))
        {
            var (word, ids) = (kind.Key.Word(), kind.Select(p => p.Key.Id).ToList());
            var rows = await db.CatalogueRecords.Where(r => r.Kind == word && ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
            foreach (var record in kind) Put(db, record, rows.GetValueOrDefault(record.Key.Id), touched);
        }

        return touched;
    }

    private static void Put(GuildhallDb db, PlannedRecord record, CatalogueRecordRow? row, TouchedProducts touched)
    {
        if (record.Key.Kind == RecordKind.Seller) touched.Sellers.Add(record.Key.Id);
        if (row?.PrivateFor is { } before) touched.Ids.Add(before);
        if (row is null) db.CatalogueRecords.Add(row = new CatalogueRecordRow { Kind = record.Key.Kind.Word(), Id = record.Key.Id, Hash = "", Source = "", Document = "" });
        (row.Hash, row.Source, row.Document) = (record.Document.Hash, record.Source, Encoding.UTF8.GetString(record.Document.Json.Span));
        row.PrivateFor = record.Key.Kind == RecordKind.Offer ? PrivateFor(record.Document.Json) : null;
        if (row.PrivateFor is { } now) touched.Ids.Add(now);
    }

    /// <summary>The product of an offer that is released, not withdrawn, and names accounts.</summary>
    private static string? PrivateFor(ReadOnlyMemory<byte> offer)
    {
        using var document = JsonDocument.Parse(offer);
        var root = document.RootElement;
        var open = root.TryGetProperty("state", out var state) && state.GetString() == "Released" && !root.TryGetProperty("withdrawn", out _);
        return open && root.TryGetProperty("buyerAccounts", out var buyers) && buyers.GetArrayLength() > 0 ? root.GetProperty("product").GetString() : null;
    }
}
