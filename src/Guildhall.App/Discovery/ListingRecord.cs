using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Discovery;

/// <summary>A listing that the catalogue names: of several products, or of one under another id or name.</summary>
/// <param name="Products">Their numbers, in the listing's order.</param>
internal sealed record ListingRecord(string Id, string Name, ImmutableArray<int> Products)
{
    public string Publisher { get; private init; } = "";

    /// <summary>What the publisher is called; empty when the listing names none.</summary>
    public string PublisherName { get; private init; } = "";

    public string ShortDescription { get; private init; } = "";

    public string? Logo { get; private init; }

    public ImmutableArray<string> Categories { get; private init; } = [];

    public byte Tenths { get; private init; }

    public int Reviews { get; private init; }

    /// <summary>All that are not withdrawn and have a product that the catalogue knows, by id.</summary>
    public static async Task<List<ListingRecord>> ReadAsync(Database database, OfferQueries offers, ProductCatalogue catalogue, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "listing").Select(r => new { r.Id, r.Document }).ToListAsync(cancellation);
        var records = new List<ListingRecord>();
        foreach (var row in rows.OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(row.Document);
            if (Of(row.Id, document.RootElement, catalogue) is { } record) records.Add(record);
        }

        var names = await offers.SellersAsync(records.Select(r => r.Publisher), cancellation);
        return [.. records.Select(r => r with { PublisherName = names.GetValueOrDefault(r.Publisher, "") })];
    }

    private static ListingRecord? Of(string id, JsonElement document, ProductCatalogue catalogue)
    {
        ImmutableArray<int> products = [.. SearchTexts.Texts(document, "products").Distinct(StringComparer.Ordinal).Select(p => catalogue.NumberOf(p)).Where(n => n >= 0)];
        if (products.IsEmpty || document.TryGetProperty("withdrawn", out _)) return null;
        var (tenths, reviews) = SearchTexts.Rating(document);
        return new ListingRecord(id, SearchTexts.Text(document, "name"), products)
        {
            Publisher = SearchTexts.Text(document, "publisher"),
            ShortDescription = SearchTexts.Text(document, "shortDescription"),
            Logo = document.Word("logoUrl"),
            Categories = [.. SearchTexts.Texts(document, "categories")],
            Tenths = tenths,
            Reviews = reviews,
        };
    }
}
