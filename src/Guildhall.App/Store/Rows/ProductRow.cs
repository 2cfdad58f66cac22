using Guildhall.Domain.Products;

namespace Guildhall.App.Store.Rows;

/// <summary>
/// What memory needs of a catalogue record of kind product; its document lies apart, so that a start reads little. Its <see cref="Number"/> is its place
/// in the catalogue and never changes.
/// </summary>
public sealed class ProductRow
{
    public required string Id { get; init; }

    public int Number { get; init; }

    /// <summary>The catalogue counter at which something that memory holds of it last changed: itself, its seller's name, a private offer for it.</summary>
    public long Version { get; set; }

    public DateTimeOffset LastModified { get; set; }

    /// <summary>Hash of the canonical document: an import with the same hash changes nothing.</summary>
    public required string Hash { get; set; }

    /// <summary>Where it came from: the import's <c>source</c>.</summary>
    public required string Source { get; set; }

    /// <summary>AWS's entity type without version.</summary>
    public required string Type { get; set; }

    public required string Title { get; set; }

    public required string Seller { get; set; }

    public ProductVisibility Visibility { get; set; }

    public bool AlwaysEntitled { get; set; }

    /// <summary>The accounts that the product itself names, parted by blanks, or null; private offers name others.</summary>
    public string? AllowedAccounts { get; set; }
}

/// <summary>A product as imported, merged, as canonical JSON.</summary>
public sealed class ProductDocumentRow
{
    public required string Id { get; init; }

    public required string Document { get; set; }
}

/// <summary>A catalogue record of any other kind: seller, category, offer, offerSet, listing.</summary>
public sealed class CatalogueRecordRow
{
    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required string Hash { get; set; }

    public required string Source { get; set; }

    /// <summary>For an offer: the product it sells. For a listing: its first product, which memory reads again when the listing changes. Null for everything else.</summary>
    public string? Product { get; set; }

    /// <summary>For a private offer that is out: the product it opens to the accounts it names. Null for everything else.</summary>
    public string? PrivateFor { get; set; }

    /// <summary>For an offer: how all its proposal ids begin. Null for everything else.</summary>
    public string? Proposal { get; set; }

    /// <summary>The record as imported, merged, as canonical JSON.</summary>
    public required string Document { get; set; }
}
