using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;
using Guildhall.App.Storefront;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>What products and listings show alike. storefront-and-procurement.md A.5, A.6.</summary>
internal static class PageRecords
{
    /// <summary>Adds the members that both GetProduct and GetListing answer. What only stands where there is nothing is left out: a Guildhall must say something.</summary>
    /// <param name="names">What stands where there is no short description.</param>
    public static JsonObject WithPage(this JsonObject record, JsonElement of, SharedRecords shared, ReadOnlySpan<string?> names)
    {
        foreach (var member in (ReadOnlySpan<string>)["highlights", "promotionalMedia", "resources", "sellerEngagements"]) record[member] = of.Copy(member);
        record["shortDescription"] = names.Contains(of.Text("shortDescription")) ? null : of.Copy("shortDescription");
        record["longDescription"] = of.Text("longDescription") == of.Text("shortDescription") ? null : of.Copy("longDescription");
        record["categories"] = Copying.ListOf(shared.OwnCategories(of).Select(category => JsonValue.Create(category)));
        record["logoUrl"] = IsInitials(of.Text("logoThumbnailUrl")) ? null : of.Copy("logoThumbnailUrl");
        return record;
    }

    /// <summary>Adds those that GetListing alone answers.</summary>
    public static JsonObject WithListing(this JsonObject record, JsonElement listing, Findings findings)
    {
        record["useCases"] = listing.Copy("useCases");
        record["integrationGuide"] = listing.Text("integrationGuide") is { Length: > 0 } guide ? guide : null;
        record["rating"] = Rating(listing, findings);
        return record;
    }

    private static bool IsInitials(string? logo) => Uri.TryCreate(logo, UriKind.Absolute, out var address) && address.AbsolutePath.StartsWith(Initials.Path, StringComparison.Ordinal);

    private static JsonObject? Rating(JsonElement listing, Findings findings)
    {
        var summary = listing.Find("reviewSummary").Items("reviewSourceSummaries").FirstOrDefault(s => s.Text("sourceId") == "AWS_MARKETPLACE");
        if (summary.ValueKind == JsonValueKind.Undefined) return null;
        if (decimal.TryParse(summary.Text("averageRating"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var average))
            return new JsonObject { ["average"] = decimal.Parse(average.ToString("0.###", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) }.With("count", summary.Copy("totalReviews"));
        findings.Enter("rating");
        findings.Add("has no average that is a number.");
        findings.Leave();
        return null;
    }
}
