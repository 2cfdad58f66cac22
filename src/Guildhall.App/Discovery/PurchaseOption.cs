using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Discovery;

/// <summary>One thing that can be bought: an offer, or a set of offers. storefront-and-procurement.md A.7.</summary>
/// <param name="Id">The offer's or the set's.</param>
/// <param name="Offers">One, or those of the set.</param>
/// <param name="Set">Null for an offer.</param>
public sealed record PurchaseOption(string Id, string Name, string Seller, ImmutableArray<Offer> Offers, OfferSet? Set)
{
    public const string OfferType = "OFFER", SetType = "OFFERSET";

    public string Type => Set is null ? OfferType : SetType;

    public DateTimeOffset? AvailableFrom => Set is null ? Offers[0].AvailableFrom : Set.AvailableFrom;

    public DateTimeOffset? Expires => Set is null ? Offers[0].Expires : Set.Expires;

    /// <summary>Whether it is made for some accounts.</summary>
    public bool IsPrivate => Offers.Any(o => o.IsPrivate);

    public static PurchaseOption Of(Offer offer) => new(offer.Id, offer.Name, offer.Seller, [offer], null);

    public static PurchaseOption Of(FullOfferSet set) => new(set.Set.Id, set.Set.Name, set.Set.Seller, set.Offers, set.Set);

    /// <summary><c>AVAILABLE</c>, <c>FUTURE_DATED</c> or <c>EXPIRED</c>.</summary>
    public string Availability(DateTimeOffset now) => Expires <= now ? AvailabilityStatus.Expired : AvailableFrom > now ? AvailabilityStatus.FutureDated : AvailabilityStatus.Available;

    public ImmutableArray<Named> Badges(DateTimeOffset now) =>
    [
        .. IsPrivate ? [new Named("PRIVATE_PRICING", "Private pricing")] : ImmutableArray<Named>.Empty,
        .. AvailableFrom > now ? [new Named("FUTURE_DATED", "Future dated")] : ImmutableArray<Named>.Empty,
        .. Offers.Any(o => o.Replaces is not null) ? [new Named("REPLACEMENT_OFFER", "Replacement offer")] : ImmutableArray<Named>.Empty,
    ];

    /// <summary>Private ones first, then the latest first; equal ones by id.</summary>
    public PurchaseOptionPlace Place => new(IsPrivate, AvailableFrom?.UtcTicks ?? 0, Id);
}

/// <summary>Where an option stands in the order.</summary>
public readonly record struct PurchaseOptionPlace(bool Private, long From, string Id)
{
    public static IComparer<PurchaseOptionPlace> InOrder { get; } = Comparer<PurchaseOptionPlace>.Create(static (one, other) => one.Compare(other));

    /// <summary>Below 0 when it comes before the other.</summary>
    public int Compare(PurchaseOptionPlace other) =>
        Private != other.Private ? other.Private.CompareTo(Private)
        : From != other.From ? other.From.CompareTo(From)
        : string.CompareOrdinal(Id, other.Id);
}

/// <summary>The words for how an option stands in time.</summary>
public static class AvailabilityStatus
{
    public const string Available = "AVAILABLE", FutureDated = "FUTURE_DATED", Expired = "EXPIRED";

    public static ImmutableArray<string> All { get; } = [Available, FutureDated, Expired];
}
