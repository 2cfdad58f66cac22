using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guildhall.App.Discovery;

namespace Guildhall.Server.Api.Discovery;

/// <summary>
/// A summary as the UTF-8 that SearchListings writes, made when first listed and kept with it. Only the address of the initials differs with how the caller
/// names this server, so the logo comes last.
/// </summary>
internal sealed class ListingText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly ConditionalWeakTable<ListingSummary, ListingText> Known = [];

    private readonly byte[] _text, _logo;
    private readonly bool _initials;

    private ListingText(ListingSummary listing)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, Compact)) Write(json, listing);
        // The closing brace comes behind the logo.
        _text = [.. buffer.WrittenSpan[..^1], .. ",\"logoThumbnailUrl\":\""u8];
        _initials = listing.LogoUrl is null;
        _logo = [.. JsonEncodedText.Encode(LogoAddresses.Of("", listing.LogoUrl, listing.Name), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\"}"u8];
    }

    /// <param name="origin">Scheme and host for what is Guildhall's own, as UTF-8.</param>
    public static void Write(IBufferWriter<byte> output, ListingSummary listing, ReadOnlySpan<byte> origin)
    {
        var text = Known.GetValue(listing, static l => new ListingText(l));
        output.Write(text._text);
        if (text._initials) output.Write(origin);
        output.Write(text._logo);
    }

    private static void Write(Utf8JsonWriter json, ListingSummary listing)
    {
        json.WriteStartObject();
        json.Summary(listing);
        json.Each("associatedEntities", listing.Products.Take(50), json.Product);
        json.WriteEndObject();
    }
}
