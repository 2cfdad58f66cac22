using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>What to generate.</summary>
/// <param name="PublicProducts">How many public products; about one in 25 more is limited or restricted (contract.md 2).</param>
/// <param name="PrivateBuyers">Accounts that private offers name, in turn; invented ones when empty.</param>
public sealed record SyntheticOptions(int PublicProducts, ulong Seed, IReadOnlyList<string>? PrivateBuyers = null);

/// <summary>
/// A made-up catalogue in <c>guildhall-catalog/1</c>: same options, same bytes. All vendors, products and texts are invented.
/// storefront-and-procurement.md E.5.
/// </summary>
public static class SyntheticCatalogue
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly byte[] LineFeed = [(byte)'\n'];

    /// <summary>Takes a line, its line feed included.</summary>
    private delegate void TakeLine(ReadOnlySpan<byte> line);

    /// <summary>Writes the catalogue line by line; memory does not grow with the number of products.</summary>
    public static void Write(SyntheticOptions options, Stream output, CancellationToken cancellationToken)
    {
        using var buffered = new BufferedStream(output, 256 * 1024);
        Write(options, line => buffered.Write(line), cancellationToken);
    }

    /// <summary>The same as text.</summary>
    public static void Write(SyntheticOptions options, TextWriter output, CancellationToken cancellationToken) =>
        Write(options, line => output.Write(Encoding.UTF8.GetString(line)), cancellationToken);

    private static void Write(SyntheticOptions options, TakeLine take, CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>(4_096);
        using var json = new Utf8JsonWriter(line, Compact);
        var lines = new LineWriter(json, () =>
        {
            line.Write(LineFeed);
            take(line.WrittenSpan);
            line.ResetWrittenCount();
        });
        lines.Header($"guildhall-synthetic-{options.Seed}");
        lines.Categories();
        var vendors = Vendors.For(options.PublicProducts, new Dice(options.Seed));
        foreach (var vendor in vendors.All) lines.Vendor(vendor);
        var products = new ProductMaking(options, vendors, new Dice(options.Seed ^ 0x5DEECE66D));
        foreach (var product in products.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            lines.Product(product);
            foreach (var offer in product.Offers) lines.Offer(product, offer);
        }

        foreach (var bundle in products.Bundles) lines.Bundle(bundle);
        foreach (var listing in products.Listings) lines.Listing(listing);
    }
}
