using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Search;

namespace Guildhall.App.Discovery;

/// <summary>What the page of a product or listing shows beside its summary. storefront-and-procurement.md A.5, A.6.</summary>
public sealed record Presentation(string LongDescription)
{
    public ImmutableArray<string> Highlights { get; private init; } = [];

    public ImmutableArray<PromotionalMedia> PromotionalMedia { get; private init; } = [];

    public ImmutableArray<Resource> Resources { get; private init; } = [];

    public ImmutableArray<SellerEngagement> SellerEngagements { get; private init; } = [];

    public ImmutableArray<UseCase> UseCases { get; private init; } = [];

    public string? IntegrationGuide { get; private init; }

    /// <param name="fallback">What stands where there is no long description.</param>
    internal static Presentation Of(JsonElement document, string fallback) => new(SearchTexts.Text(document, "longDescription") is { Length: > 0 } text ? text : fallback)
    {
        Highlights = [.. SearchTexts.Texts(document, "highlights")],
        PromotionalMedia = document.Each("promotionalMedia", Media),
        Resources = document.Each("resources", r => new Resource(SearchTexts.Text(r, "resourceType"), SearchTexts.Text(r, "contentType"), SearchTexts.Text(r, "value"), r.Word("displayName"))),
        SellerEngagements = document.Each("sellerEngagements", e => new SellerEngagement(SearchTexts.Text(e, "engagementType"), SearchTexts.Text(e, "contentType"), SearchTexts.Text(e, "value"))),
        UseCases = document.Each("useCases", u => UseCaseOf(u.GetProperty("useCase"))),
        IntegrationGuide = document.Word("integrationGuide"),
    };

    private static PromotionalMedia Media(JsonElement media)
    {
        if (media.TryGetProperty("embeddedImage", out var image)) return new EmbeddedImage(SearchTexts.Text(image, "title"), SearchTexts.Text(image, "url"), image.Word("description"));
        var video = media.GetProperty("embeddedVideo");
        return new EmbeddedVideo(SearchTexts.Text(video, "title"), SearchTexts.Text(video, "url"), SearchTexts.Text(video, "preview"), SearchTexts.Text(video, "thumbnail"), video.Word("description"));
    }

    private static UseCase UseCaseOf(JsonElement use) => new(SearchTexts.Text(use, "value"), SearchTexts.Text(use, "displayName"), SearchTexts.Text(use, "description"));
}

/// <summary>A picture or a film.</summary>
public abstract record PromotionalMedia(string Title, string Url, string? Description);

public sealed record EmbeddedImage(string Title, string Url, string? Description) : PromotionalMedia(Title, Url, Description);

public sealed record EmbeddedVideo(string Title, string Url, string Preview, string Thumbnail, string? Description) : PromotionalMedia(Title, Url, Description);

/// <summary>Where help comes from.</summary>
public sealed record Resource(string ResourceType, string ContentType, string Value, string? DisplayName);

/// <summary>How to talk to the seller.</summary>
public sealed record SellerEngagement(string EngagementType, string ContentType, string Value);

/// <summary>What it is good for.</summary>
public sealed record UseCase(string Value, string DisplayName, string Description);
