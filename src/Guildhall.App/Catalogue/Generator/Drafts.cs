using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>An invented vendor.</summary>
internal sealed record Vendor(string Id, string Name, string Brand, string AccountId);

/// <summary>What a product is priced by.</summary>
internal enum Pricing
{
    None,
    Contract,
    Usage,
    Both,
    OwnLicence,
    Free,
}

/// <summary>A product to be written.</summary>
internal sealed record ProductDraft
{
    public required string Id { get; init; }

    public required ProductType Type { get; init; }

    public required string Title { get; init; }

    public required Vendor Vendor { get; init; }

    public required string Visibility { get; init; }

    public required string Short { get; init; }

    public required string Long { get; init; }

    public required ImmutableArray<string> Categories { get; init; }

    public required ImmutableArray<string> Keywords { get; init; }

    public required ImmutableArray<string> Highlights { get; init; }

    public required string DeployedOnAws { get; init; }

    public required ImmutableArray<string> Fulfillment { get; init; }

    public ImmutableArray<DimensionDraft> Dimensions { get; init; } = [];

    public bool HasLogo { get; init; } = true;

    /// <summary>Tenths of a star and count; null without reviews.</summary>
    public (int Tenths, int Count)? Rating { get; init; }

    public bool QuickLaunch { get; init; }

    public bool FreeTier { get; init; }

    public ImmutableArray<OfferDraft> Offers { get; init; } = [];
}

internal sealed record DimensionDraft(string Key, string Name, string Unit, bool Metered);

/// <summary>An offer to be written.</summary>
internal sealed record OfferDraft
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public ImmutableArray<string> Buyers { get; init; } = [];

    public string AvailableFrom { get; init; } = "2026-01-01T00:00:00Z";

    public string? Expires { get; init; }

    public string? Replaces { get; init; }

    public required ImmutableArray<TermDraft> Terms { get; init; }
}

/// <summary>A term with its prices, by duration where it has some.</summary>
internal sealed record TermDraft(string Type)
{
    public ImmutableArray<RateCardDraft> RateCards { get; init; } = [];

    /// <summary>The price of a fixed contract or of a month.</summary>
    public string? Price { get; init; }

    public string? Duration { get; init; }

    /// <summary>What a fixed contract or a trial gives, with how much.</summary>
    public ImmutableArray<(string Dimension, int Quantity)> Grants { get; init; } = [];

    /// <summary>Instalments.</summary>
    public ImmutableArray<(string Date, string Amount)> Schedule { get; init; } = [];

    public string? Ceiling { get; init; }

    /// <summary>When the agreement begins and ends.</summary>
    public (string Start, string End)? Between { get; init; }
}

internal sealed record RateCardDraft(string? Duration, ImmutableArray<(string Dimension, string Price)> Prices);

internal sealed record BundleDraft(string Id, string Name, string Vendor, ImmutableArray<string> Offers)
{
    public string? Notes { get; init; }

    public string? Expires { get; init; }
}

/// <summary>A listing to be written; one of several products has texts of its own.</summary>
internal sealed record ListingDraft(string Id, string Name, ImmutableArray<string> Products)
{
    public string Vendor { get; init; } = "";

    public ImmutableArray<string> Categories { get; init; } = [];

    public string Short { get; init; } = "";

    public string Long { get; init; } = "";
}
