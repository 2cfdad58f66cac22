namespace Guildhall.App.Store.Rows;

/// <summary>A catalogue record of kind product. Its <see cref="Number"/> is its place in the catalogue and never changes.</summary>
public sealed class ProductRow
{
    public required string Id { get; init; }

    public int Number { get; init; }

    /// <summary>The catalogue counter at which it last changed.</summary>
    public long Version { get; set; }

    public DateTimeOffset LastModified { get; set; }

    /// <summary>Hash of the canonical JSON: an import with the same hash changes nothing.</summary>
    public required string Hash { get; set; }

    /// <summary>Where it came from: the import's <c>source</c>.</summary>
    public required string Source { get; set; }

    /// <summary>The record as imported, merged, as canonical JSON.</summary>
    public required string Document { get; set; }
}

/// <summary>A catalogue record of any other kind: seller, category, offer, offerSet, listing.</summary>
public sealed class CatalogueRecordRow
{
    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required string Hash { get; set; }

    public required string Source { get; set; }

    public required string Document { get; set; }
}
