using System.Collections.Immutable;
using Guildhall.Domain.Products;

namespace Guildhall.App.Storefront;

/// <summary>Everything that a product's page tells of it, as far as the catalogue has it. storefront-and-procurement.md D.2, E.4.</summary>
public sealed record ProductSheet(Product Product)
{
    public string SellerId { get; init; } = "";

    public string Short { get; init; } = "";

    /// <summary>Paragraphs of the long description.</summary>
    public ImmutableArray<string> Long { get; init; } = [];

    public ImmutableArray<string> Highlights { get; init; } = [];

    /// <summary>Ids and names, the closest first.</summary>
    public ImmutableArray<(string Id, string Name)> Categories { get; init; } = [];

    public ImmutableArray<string> Badges { get; init; } = [];

    public string Deployed { get; init; } = "";

    /// <summary>The average rating in tenths; 0 when nobody rated it.</summary>
    public byte Tenths { get; init; }

    public int Reviews { get; init; }

    public ImmutableArray<DeliveryOption> Delivery { get; init; } = [];

    public ImmutableArray<PriceDimension> Dimensions { get; init; } = [];

    public ImmutableArray<SupportResource> Resources { get; init; } = [];

    /// <summary>The offers that the account can see: public ones and those that name it.</summary>
    public ImmutableArray<OfferSheet> Offers { get; init; } = [];
}

/// <summary>A way to get the product.</summary>
public sealed record DeliveryOption(string Type, string? Name, string? Version);

/// <summary>What a price is for.</summary>
public sealed record PriceDimension(string Key, string Name, string Unit, string? Description);

/// <summary>Where help comes from: an address, a number, a link.</summary>
public sealed record SupportResource(string Name, string ContentType, string Value);

/// <summary>An offer with its prices and terms.</summary>
public sealed record OfferSheet(string Id, string Name, bool Private)
{
    public ImmutableArray<Price> Prices { get; init; } = [];

    /// <summary>Types and addresses.</summary>
    public ImmutableArray<(string Type, string Url)> Documents { get; init; } = [];

    /// <summary>ISO 8601, or null without a free trial.</summary>
    public string? FreeTrial { get; init; }

    public string? RefundPolicy { get; init; }

    public bool Renews { get; init; }
}

/// <summary>One price: by the hour or unit, or for a duration (ISO 8601).</summary>
public sealed record Price(string Term, string? Duration, string Dimension, string Amount, string Currency);
