using System.Text.Json;
using Guildhall.App.Catalogue;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Search;

/// <summary>Reads from the database what the catalogue in memory does not have: descriptions, categories, prices.</summary>
internal sealed class SearchReading(Database database, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>The index of the whole catalogue. Long descriptions are let go of one by one: all together they would be many times the index.</summary>
    public async Task<SearchIndex> AllAsync(ProductCatalogue catalogue, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var taxonomy = Taxonomy.Of(await CategoriesAsync(db, cancellation));
        var words = new TermTable.Gathering();
        var texts = new SearchText?[catalogue.Products.Length];
        await ReadAsync(db.ProductDocuments, db.CatalogueRecords.Where(r => r.Kind == "offer" || r.Kind == "listing"), catalogue, Take, cancellation);
        for (var number = 0; number < texts.Length; number++)
        {
            if (texts[number] is null) Take(SearchTexts.Of(number, catalogue.Products[number]));
        }

        return SearchIndex.Of(catalogue, [.. texts.Select(text => text!)], words.Table(texts.Length), taxonomy);

        void Take(SearchText text)
        {
            words.Add(text, taxonomy);
            texts[text.Number] = text with { Long = "" };
        }
    }

    /// <summary>Some products, in order of their numbers.</summary>
    public async Task<IReadOnlyList<SearchText>> SomeAsync(ProductCatalogue catalogue, IReadOnlyList<int> numbers, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var texts = numbers.ToDictionary(number => number, number => SearchTexts.Of(number, catalogue.Products[number]));
        foreach (var batch in numbers.Select(number => catalogue.Products[number].Id.Value).Chunk(Batch))
        {
            var beside = db.CatalogueRecords.Where(r => r.Product != null && batch.Contains(r.Product));
            await ReadAsync(db.ProductDocuments.Where(d => batch.Contains(d.Id)), beside, catalogue, text => texts[text.Number] = text, cancellation);
        }

        return [.. texts.Values.OrderBy(text => text.Number)];
    }

    /// <summary>The categories as of now.</summary>
    public async Task<Taxonomy> TaxonomyAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        return Taxonomy.Of(await CategoriesAsync(db, cancellation));
    }

    /// <param name="beside">The offers of the products, and listings that may give one another name.</param>
    private async Task ReadAsync(IQueryable<ProductDocumentRow> documents, IQueryable<CatalogueRecordRow> beside, ProductCatalogue catalogue, Action<SearchText> take, CancellationToken cancellation)
    {
        var facts = new Dictionary<string, OfferFacts>(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var record in beside.AsNoTracking().Select(o => new { o.Kind, o.Product, o.Document }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            using var read = JsonDocument.Parse(record.Document);
            if (record.Kind == "offer") facts[record.Product!] = facts.GetValueOrDefault(record.Product!) | OffersRead.Of(read.RootElement, now);
            else if (SearchTexts.NameOfOne(read.RootElement) is { } name) names[record.Product!] = name;
        }

        await foreach (var row in documents.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (catalogue.NumberOf(row.Id) is not (>= 0 and var number)) continue;
            using var read = JsonDocument.Parse(row.Document);
            var text = SearchTexts.Of(number, catalogue.Products[number], read.RootElement, facts.GetValueOrDefault(row.Id));
            take(names.TryGetValue(row.Id, out var name) ? text with { Keywords = text.Keywords.Add(name) } : text);
        }
    }

    private static async Task<List<SeedCategory>> CategoriesAsync(GuildhallDb db, CancellationToken cancellation)
    {
        var categories = new List<SeedCategory>();
        foreach (var row in await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "category").ToListAsync(cancellation))
        {
            using var read = JsonDocument.Parse(row.Document);
            var parent = read.RootElement.TryGetProperty("parent", out var above) ? above.GetString() : null;
            categories.Add(new SeedCategory(row.Id, read.RootElement.GetProperty("displayName").GetString()!, parent));
        }

        return categories;
    }
}
