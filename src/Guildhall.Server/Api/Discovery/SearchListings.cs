using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/searchListings</c>. storefront-and-procurement.md A.3.</summary>
internal static class SearchListings
{
    private const int DefaultResults = 20, MostResults = 100;

    /// <summary>What one summary takes, to size the answer at once.</summary>
    private const int SummarySize = 1_100;

    public static Operation Operation(Listings listings, LogoAddresses logos) => DiscoveryOperation.Post("SearchListings", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, DiscoveryJson.Default.SearchListingsRequest);
        if (read.Error is { } malformed) return DiscoveryOperation.Malformation(malformed);
        var query = Read(read.Value);
        if (query.Refused) return DiscoveryOperation.Error(query.Problems);
        var page = await listings.SearchAsync((Caller)call.Principal, query.Value, read.Value.MaxResults ?? DefaultResults, read.Value.NextToken, cancellation);
        return page.Refused ? DiscoveryOperation.Error(page.Problems) : Listed(page.Value, JsonEncodedText.Encode(logos.Origin(call)));
    });

    private static Result<ListingQuery> Read(SearchListingsRequest request)
    {
        var query = ListingQueryReading.Read(request.SearchText, request.Filters);
        ImmutableArray<Problem> problems =
        [
            .. query.Problems,
            .. DiscoveryLimits.Page(request.MaxResults, MostResults, request.NextToken),
            .. request.SortBy is null or "RELEVANCE" or "AVERAGE_CUSTOMER_RATING" ? [] : new[] { Problem.Malformed("sortBy must be RELEVANCE or AVERAGE_CUSTOMER_RATING.", "sortBy") },
            .. request.SortOrder is null or "DESCENDING" or "ASCENDING" ? [] : new[] { Problem.Malformed("sortOrder must be DESCENDING or ASCENDING.", "sortOrder") },
        ];
        return problems.IsEmpty ? query.Value with { ByRating = request.SortBy == "AVERAGE_CUSTOMER_RATING", Ascending = request.SortOrder == "ASCENDING" } : problems;
    }

    private static OperationResult Listed(ListingPage page, JsonEncodedText origin)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (page.Listings.Length * SummarySize));
        buffer.Write("{\"totalResults\":"u8);
        Utf8Formatter.TryFormat(page.Total, buffer.GetSpan(20), out var digits);
        buffer.Advance(digits);
        buffer.Write(",\"listingSummaries\":["u8);
        foreach (var (place, listing) in page.Listings.Index())
        {
            if (place > 0) buffer.Write(","u8);
            ListingText.Write(buffer, listing, origin.EncodedUtf8Bytes);
        }

        buffer.Write("]"u8);
        if (page.NextToken is { } next) WriteToken(buffer, next);
        buffer.Write("}"u8);
        return OperationResult.Utf8(buffer.WrittenMemory);
    }

    /// <summary>A token is base64: nothing in it needs escaping.</summary>
    private static void WriteToken(ArrayBufferWriter<byte> buffer, string token)
    {
        buffer.Write(",\"nextToken\":\""u8);
        Encoding.UTF8.GetBytes(token, buffer);
        buffer.Write("\""u8);
    }
}

internal sealed record SearchListingsRequest
{
    public string? SearchText { get; init; }

    public IReadOnlyList<PostedFilter?>? Filters { get; init; }

    public int? MaxResults { get; init; }

    public string? SortBy { get; init; }

    public string? SortOrder { get; init; }

    public string? NextToken { get; init; }
}
