using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>What a record points to.</summary>
public readonly record struct Reference(RecordKind Kind, string Id, string Member);

/// <summary>A sound line. <paramref name="Members"/> are its members without <c>kind</c>, <c>id</c> and <c>op</c>; they belong to the document that was read.</summary>
/// <param name="Withdraws"><c>"op":"restrict"</c>: the record is withdrawn, never deleted.</param>
/// <param name="References">What must exist in the file or before; to be resolved at the end.</param>
public sealed record CatalogueRecord(
    int Line,
    RecordKind Kind,
    string Id,
    bool Withdraws,
    ImmutableArray<JsonProperty> Members,
    ImmutableArray<Reference> References);
