using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>A record that is there already.</summary>
public readonly record struct RecordKey(RecordKind Kind, string Id);

/// <summary>What is known of a record without reading it.</summary>
public readonly record struct KnownRecord(string Hash, string Source);

/// <summary>The catalogue as it is before an import: a database, or nothing.</summary>
public interface IKnownRecords
{
    /// <summary>Null when there is no such record.</summary>
    KnownRecord? Find(RecordKey key);

    /// <summary>The stored document of a record that is there: canonical JSON.</summary>
    ReadOnlyMemory<byte> Document(RecordKey key);

    /// <summary>All records that an import of this source last wrote.</summary>
    IEnumerable<RecordKey> OfSource(string source);
}

/// <summary>An empty catalogue.</summary>
public sealed class NothingKnown : IKnownRecords
{
    public KnownRecord? Find(RecordKey key) => null;

    public ReadOnlyMemory<byte> Document(RecordKey key) => throw new InvalidOperationException("There is no record.");

    public IEnumerable<RecordKey> OfSource(string source) => [];
}
