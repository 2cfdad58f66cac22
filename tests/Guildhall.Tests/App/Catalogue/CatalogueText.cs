using System.Collections.Immutable;
using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.Tests.App.Catalogue;

/// <summary>Catalogues written by hand.</summary>
internal static class CatalogueText
{
    public const string Header = """{"kind":"header","format":"guildhall-catalog/1","source":"corp"}""";
    public const string Seller = """{"kind":"seller","id":"seller-a","displayName":"Alderwick Data"}""";
    public const string Product = """{"kind":"product","id":"prod-a","type":"SaaSProduct","title":"Shield","seller":"seller-a","categories":["security"]}""";
    public const string Offer = """{"kind":"offer","id":"offer-a","product":"prod-a","state":"Released","terms":[{"type":"RenewalTerm"}]}""";

    public static ImportPlan Plan(IKnownRecords known, params string[] lines) => Plan(known, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static ImportPlan Plan(IKnownRecords known, byte[] file) => ImportPlan.Of(CatalogueFile.JsonLines(() => new MemoryStream(file)), known, TestContext.Current.CancellationToken);

    /// <summary>What is wrong with one line that comes after a sound header and seller.</summary>
    public static Refusal Refusal(string line) => Assert.Single(Plan(new NothingKnown(), Header, Seller, line).Refusals);
}

/// <summary>A catalogue in memory: what an import wrote.</summary>
internal sealed class MemoryCatalogue : IKnownRecords
{
    private readonly Dictionary<RecordKey, PlannedRecord> _records = [];

    public int Count => _records.Count;

    public KnownRecord? Find(RecordKey key) => _records.TryGetValue(key, out var record) ? new KnownRecord(record.Document.Hash, record.Source) : null;

    public ReadOnlyMemory<byte> Document(RecordKey key) => _records[key].Document.Json;

    public IEnumerable<RecordKey> OfSource(string source) => _records.Values.Where(r => r.Source == source).Select(r => r.Key);

    public string Text(RecordKind kind, string id) => Encoding.UTF8.GetString(Document(new RecordKey(kind, id)).Span);

    public ImportCounts Import(params string[] lines) => Import(CatalogueText.Plan(this, lines));

    public ImportCounts Import(ImportPlan plan)
    {
        foreach (var record in plan.Records(TestContext.Current.CancellationToken).ToImmutableArray())
        {
            Assert.Equal(record.IsNew, _records.TryAdd(record.Key, record));
            _records[record.Key] = record;
        }

        return plan.Counts;
    }
}
