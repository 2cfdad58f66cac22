using System.Collections.Immutable;
using Guildhall.Domain.Products;

namespace Guildhall.App.Discovery;

/// <summary>A seller as Discovery tells of it: publisher, manufacturer or seller of record.</summary>
public sealed record SellerInformation(string ProfileId, string DisplayName);

/// <summary>A product as other things refer to it.</summary>
public sealed record ProductInformation(Product Product, SellerInformation Manufacturer);

/// <summary>A value with the name people know it by.</summary>
public sealed record Named(string Value, string DisplayName);

/// <summary>What results show of a listing. storefront-and-procurement.md A.3.</summary>
public sealed record ListingSummary(string Id, string Name, SellerInformation Publisher)
{
    public required string ShortDescription { get; init; }

    /// <summary>Null: the listing has no logo, and its initials stand for it.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Its own and those above them, at most 30.</summary>
    public ImmutableArray<Named> Categories { get; init; } = [];

    public ImmutableArray<Named> FulfillmentOptions { get; init; } = [];

    public ImmutableArray<Named> Badges { get; init; } = [];

    public ImmutableArray<Named> PricingModels { get; init; } = [];

    public ImmutableArray<Named> PricingUnits { get; init; } = [];

    /// <summary>The average rating in tenths; 0 when nobody rated it.</summary>
    public byte Tenths { get; init; }

    public int Reviews { get; init; }

    /// <summary>Those that the account may see, in the listing's order.</summary>
    public ImmutableArray<ProductInformation> Products { get; init; } = [];
}
