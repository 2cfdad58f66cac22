using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>All records of a catalogue as they are stored, by kind and id.</summary>
internal static class StoredCatalogue
{
    public static async Task<SortedDictionary<string, JsonObject>> ReadAsync(Database database)
    {
        await using var db = database.Open();
        var records = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var product in await db.ProductDocuments.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)) records.Add($"product {product.Id}", JsonNode.Parse(product.Document)!.AsObject());
        foreach (var record in await db.CatalogueRecords.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)) records.Add($"{record.Kind} {record.Id}", JsonNode.Parse(record.Document)!.AsObject());
        return records;
    }
}
