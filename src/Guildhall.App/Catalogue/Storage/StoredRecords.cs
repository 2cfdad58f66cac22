using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>The stored catalogue as an import sees it: hashes in memory, documents when asked for.</summary>
internal sealed class StoredRecords : IKnownRecords
{
    private readonly GuildhallDb _db;
    private readonly Dictionary<RecordKey, KnownRecord> _known = [];

    private StoredRecords(GuildhallDb db) => _db = db;

    /// <summary>The catalogue's counter before anything was read: what has moved it since is not in here.</summary>
    public long Version { get; private init; }

    /// <summary>Reads all hashes. The context must live as long as this.</summary>
    public static async Task<StoredRecords> LoadAsync(GuildhallDb db, CancellationToken cancellation)
    {
        var version = await db.Counters.Where(c => c.Scope == Counters.Catalogue).Select(c => c.Value).FirstOrDefaultAsync(cancellation);
        var stored = new StoredRecords(db) { Version = version };
        await foreach (var product in db.Products.AsNoTracking().Select(p => new { p.Id, p.Hash, p.Source }).AsAsyncEnumerable().WithCancellation(cancellation))
            stored._known.Add(new RecordKey(RecordKind.Product, product.Id), new KnownRecord(product.Hash, product.Source));
        await foreach (var record in db.CatalogueRecords.AsNoTracking().Select(r => new { r.Kind, r.Id, r.Hash, r.Source }).AsAsyncEnumerable().WithCancellation(cancellation))
            stored._known.Add(new RecordKey(RecordKinds.Find(record.Kind)!.Value, record.Id), new KnownRecord(record.Hash, record.Source));
        return stored;
    }

    public KnownRecord? Find(RecordKey key) => _known.TryGetValue(key, out var known) ? known : null;

    public ReadOnlyMemory<byte> Document(RecordKey key)
    {
        var (kind, id) = (key.Kind.Word(), key.Id);
        return Encoding.UTF8.GetBytes(key.Kind == RecordKind.Product
            ? _db.ProductDocuments.Where(p => p.Id == id).Select(p => p.Document).Single()
            : _db.CatalogueRecords.Where(r => r.Kind == kind && r.Id == id).Select(r => r.Document).Single());
    }

    public IEnumerable<RecordKey> OfSource(string source) => _known.Where(k => k.Value.Source == source).Select(k => k.Key);
}
