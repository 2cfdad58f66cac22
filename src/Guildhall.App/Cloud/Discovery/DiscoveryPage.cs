using System.Text.Json;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Cloud.Discovery;

/// <summary>One answer of a Discovery API, or one page of it.</summary>
/// <param name="Answer">An object that is about what was asked, and has the list that was asked for.</param>
public sealed record DiscoveryPage(JsonElement Answer)
{
    private const int LongestToken = 8_192;

    /// <summary>Where the list goes on; null at its end.</summary>
    public string? NextToken => Answer.Text("nextToken") is { Length: > 0 } token ? token : null;

    /// <summary>Reads an answer from outside: sound JSON (F-61, F-62), about what was asked (S-53).</summary>
    public static CloudAnswer<DiscoveryPage> Read(DiscoveryQuestion question, ReadOnlyMemory<byte> body)
    {
        var (document, reason) = SoundJson.Read(body);
        if (document is null) return CloudProblem.Garbled($"The answer to {question} {reason}");
        using (document)
        {
            var page = new DiscoveryPage(document.RootElement.Clone());
            return page.Wrong(question) is { } wrong ? CloudProblem.Garbled($"The answer to {question} {wrong}") : page;
        }
    }

    private string? Wrong(DiscoveryQuestion question)
    {
        if (IdOf(question.Operation) is { } id && Answer.Text(id) != question.Id) return $"is about {Answer.Text(id) ?? "nothing"}.";
        if (ListOf(question.Operation) is { } list && Answer.Find(list).ValueKind != JsonValueKind.Array) return $"lacks {list}.";
        if (Answer.Find("nextToken").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String) || Answer.Text("nextToken")?.Length > LongestToken) return "has no sound nextToken.";
        return null;
    }

    private static string? IdOf(DiscoveryOperation operation) => operation switch
    {
        DiscoveryOperation.GetListing => "listingId",
        DiscoveryOperation.GetProduct => "productId",
        DiscoveryOperation.GetOffer => "offerId",
        DiscoveryOperation.GetOfferSet => "offerSetId",
        _ => null,
    };

    private static string? ListOf(DiscoveryOperation operation) => operation switch
    {
        DiscoveryOperation.SearchListings => "listingSummaries",
        DiscoveryOperation.ListFulfillmentOptions => "fulfillmentOptions",
        DiscoveryOperation.GetOfferTerms => "offerTerms",
        _ => null,
    };
}
