using System.Text.Json;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>What a line makes of a record: the same decision in both passes over a file.</summary>
internal sealed class RecordMerge(IKnownRecords known)
{
    private static readonly JsonElement Restricted = JsonElement.Parse("\"Restricted\"");
    private static readonly JsonElement True = JsonElement.Parse("true");

    /// <summary>The record as it will be, and whether that differs from what is stored; or why it cannot be.</summary>
    public (PlannedRecord? Planned, Refusal? Refusal) Plan(CatalogueRecord record, string source)
    {
        var key = new RecordKey(record.Kind, record.Id);
        var before = known.Find(key);
        if (before is null && record.Withdraws) return (null, new Refusal(record.Line, record.Id, "op", "withdraws a record that does not exist."));
        if (before is null) return (new PlannedRecord(key, IsNew: true, CanonicalDocument.Merge(null, record.Members), source), Missing(record));
        var alone = CanonicalDocument.Merge(null, record.Members);
        if (!record.Withdraws && alone.Hash == before.Value.Hash) return (null, null);
        using var stored = JsonDocument.Parse(known.Document(key));
        var merged = CanonicalDocument.Merge(stored.RootElement, record.Members);
        if (record.Withdraws) merged = Withdraw(key.Kind, merged);
        if (Cleared(record) is { } cleared) return (null, cleared);
        return (merged.Hash == before.Value.Hash ? null : new PlannedRecord(key, IsNew: false, merged, source), null);
    }

    /// <summary>The record withdrawn; null when it is already.</summary>
    public PlannedRecord? Withdraw(RecordKey key, string source)
    {
        var before = known.Find(key)!.Value;
        var merged = Withdraw(key.Kind, new CanonicalDocument(known.Document(key), before.Hash));
        return merged.Hash == before.Hash ? null : new PlannedRecord(key, IsNew: false, merged, source);
    }

    /// <summary>Agreements and approvals refer to records, so nothing is deleted (E.4): products become Restricted, others are marked.</summary>
    private static CanonicalDocument Withdraw(RecordKind kind, CanonicalDocument document)
    {
        using var parsed = JsonDocument.Parse(document.Json);
        return kind == RecordKind.Product
            ? CanonicalDocument.With(parsed.RootElement, "visibility", Restricted)
            : CanonicalDocument.With(parsed.RootElement, "withdrawn", True);
    }

    private static Refusal? Missing(CatalogueRecord record) =>
        Shapes.Of(record.Kind).Required.FirstOrDefault(name => !record.Members.Any(m => m.Name == name && m.Value.ValueKind != JsonValueKind.Null)) is { } lacking
            ? new Refusal(record.Line, record.Id, lacking, "is missing: a new record needs it.")
            : null;

    private static Refusal? Cleared(CatalogueRecord record) =>
        Shapes.Of(record.Kind).Required.FirstOrDefault(name => record.Members.Any(m => m.Name == name && m.Value.ValueKind == JsonValueKind.Null)) is { } cleared
            ? new Refusal(record.Line, record.Id, cleared, "cannot be cleared.")
            : null;
}
