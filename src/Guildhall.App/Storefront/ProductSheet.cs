using System.Collections.Immutable;
using Guildhall.Domain.Offers;
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

    /// <summary>The offers that the account can see and that are not over: those that name it first, then public ones.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    /// <summary>The names of who sells these, by id.</summary>
    public ImmutableDictionary<string, string> Sellers { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A way to get the product.</summary>
public sealed record DeliveryOption(string Type, string? Name, string? Version)
{
    /// <summary>Of SaaS: where a buyer sets the account up.</summary>
    public string? Url { get; init; }

    /// <summary>What to do after subscribing.</summary>
    public string? Instructions { get; init; }
}

/// <summary>What a price is for.</summary>
public sealed record PriceDimension(string Key, string Name, string Unit, string? Description);

/// <summary>Where help comes from: an address, a number, a link.</summary>
public sealed record SupportResource(string Name, string ContentType, string Value);
