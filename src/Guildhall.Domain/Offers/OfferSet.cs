using System.Collections.Immutable;

namespace Guildhall.Domain.Offers;

/// <summary>Offers over several products, all of one seller of record, bought together. storefront-and-procurement.md A.1, A.7.</summary>
/// <param name="Offers">The ids of its offers, in order.</param>
public sealed record OfferSet(string Id, string Seller, ImmutableArray<string> Offers)
{
    public string Name { get; init; } = "";

    public string? BuyerNotes { get; init; }

    public bool Withdrawn { get; init; }

    public DateTimeOffset? AvailableFrom { get; init; }

    public DateTimeOffset? Expires { get; init; }
}
