using Guildhall.Domain;

namespace Guildhall.App.Experiences.Logos;

/// <summary>A logo that may be shown: its kind was found by content, and it was cleaned. security.md S-54, decisions.md 29.</summary>
/// <param name="Extension"><c>png</c> or <c>svg</c>.</param>
public sealed record LogoImage(string Extension, byte[] Bytes)
{
    /// <summary>Bytes at most. private-marketplace.md 8.</summary>
    public const int SizeLimit = 500_000;

    public string ContentType => Extension == "png" ? "image/png" : "image/svg+xml";

    /// <summary>Finds the kind by content and cleans the image; <c>INVALID_IMAGE</c> with the reason when it is neither PNG nor SVG or not sound.</summary>
    public static Result<LogoImage> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > SizeLimit) return Invalid($"The logo has more than {SizeLimit / 1_000} KB.");
        return PngImage.IsPng(bytes.Span) ? PngImage.Clean(bytes.Span) : SvgImage.Clean(bytes);
    }

    internal static Problem Invalid(string reason) => Problem.Conflict("INVALID_IMAGE", reason);
}
