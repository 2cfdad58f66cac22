using System.Collections.Immutable;

namespace Guildhall.App.Discovery;

/// <summary>Which purchase options are asked for: each filter null for any. storefront-and-procurement.md A.7.</summary>
public sealed record PurchaseOptionQuery
{
    /// <summary>Only options for one of these products.</summary>
    public ImmutableHashSet<string>? Products { get; init; }

    /// <summary>Only those of one of these sellers of record.</summary>
    public ImmutableHashSet<string>? Sellers { get; init; }

    /// <summary><c>OFFER</c>, <c>OFFERSET</c>.</summary>
    public ImmutableHashSet<string>? Types { get; init; }

    /// <summary><c>PUBLIC</c>, <c>PRIVATE</c>.</summary>
    public ImmutableHashSet<string>? Scopes { get; init; }

    /// <summary>Of <see cref="AvailabilityStatus"/>; what has expired only when asked for.</summary>
    public ImmutableHashSet<string> Statuses { get; init; } = [AvailabilityStatus.Available, AvailabilityStatus.FutureDated];

    /// <summary>What a token is bound to.</summary>
    internal string Binding => string.Join('\n', new[] { Products, Sellers, Types, Scopes, Statuses }.Select(f => f is null ? "*" : string.Join(',', f.Order(StringComparer.Ordinal))));

    /// <summary>Whether an option passes all filters.</summary>
    public bool Takes(PurchaseOption option, DateTimeOffset now) =>
        (Products is null || option.Offers.Any(o => Products.Contains(o.Product.Value)))
        && (Sellers is null || Sellers.Contains(option.Seller))
        && (Types is null || Types.Contains(option.Type))
        && (Scopes is null || Scopes.Contains(option.IsPrivate ? "PRIVATE" : "PUBLIC"))
        && Statuses.Contains(option.Availability(now));
}
