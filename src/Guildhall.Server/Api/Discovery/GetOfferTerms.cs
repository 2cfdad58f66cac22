using System.Collections.Immutable;
using Guildhall.App.Discovery;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Discovery;

/// <summary><c>POST /2026-02-05/getOfferTerms</c>. storefront-and-procurement.md A.8.</summary>
internal static class GetOfferTerms
{
    private const int MostResults = 25;

    public static Operation Operation(DiscoveredOffers offers) => DiscoveryOperation.Post<GetOfferTermsRequest, OfferTermsPage>(
        "GetOfferTerms",
        DiscoveryJson.Default.GetOfferTermsRequest,
        async (caller, request, cancellation) =>
        {
            ImmutableArray<Problem> problems = [.. DiscoveryLimits.Id("offerId", request.OfferId), .. DiscoveryLimits.Page(request.MaxResults, MostResults, request.NextToken)];
            return problems.IsEmpty ? await offers.TermsAsync(caller, request.OfferId!, request.MaxResults ?? MostResults, request.NextToken, cancellation) : problems;
        },
        (json, page, _) =>
        {
            var writer = new TermWriter(json, page.Dimensions);
            json.Each("offerTerms", page.Terms, writer.Write);
            json.Word("nextToken", page.NextToken);
        });
}

internal sealed record GetOfferTermsRequest
{
    public string? OfferId { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
