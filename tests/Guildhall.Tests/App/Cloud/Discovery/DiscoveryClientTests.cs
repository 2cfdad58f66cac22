using System.Net;
using System.Text;
using System.Text.Json;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.Tests.App.Cloud.Discovery;

/// <summary>How a Discovery API is called. storefront-and-procurement.md A.2, A.10, F.</summary>
public sealed class DiscoveryClientTests
{
    /// <summary>Each question, its path, and its body with a token: the requests of A.10, with the largest pages.</summary>
    public static TheoryData<DiscoveryOperation, string, string, string> Requests => new()
    {
        { DiscoveryOperation.SearchListings, "", "searchListings", """{"maxResults":100,"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.SearchListings, "CATEGORY=security PRICING_MODEL=FREE", "searchListings", """{"maxResults":100,"filters":[{"filterType":"CATEGORY","filterValues":["security"]},{"filterType":"PRICING_MODEL","filterValues":["FREE"]}],"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.SearchFacets, "", "searchFacets", """{"facetTypes":["CATEGORY"],"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.SearchFacets, "CATEGORY=security", "searchFacets", """{"facetTypes":["FULFILLMENT_OPTION_TYPE"],"filters":[{"filterType":"CATEGORY","filterValues":["security"]}],"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.GetListing, "prodview-a", "getListing", """{"listingId":"prodview-a","nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.GetProduct, "prod-a", "getProduct", """{"productId":"prod-a","nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.GetOffer, "offer-a", "getOffer", """{"offerId":"offer-a","nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.GetOfferSet, "offerset-a", "getOfferSet", """{"offerSetId":"offerset-a","nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.GetOfferTerms, "offer-a", "getOfferTerms", """{"offerId":"offer-a","maxResults":25,"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.ListFulfillmentOptions, "prod-a", "listFulfillmentOptions", """{"productId":"prod-a","maxResults":50,"nextToken":"dG9rZW4="}""" },
        { DiscoveryOperation.ListPurchaseOptions, "prod-a", "listPurchaseOptions", """{"filters":[{"filterType":"PRODUCT_ID","filterValues":["prod-a"]}],"maxResults":100,"nextToken":"dG9rZW4="}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_question_is_a_signed_request_to_its_path(DiscoveryOperation operation, string id, string path, string body)
    {
        using var aws = new Answering(_ => "{}");
        using var fixture = new CloudFixture(aws);
        await new DiscoveryClient(fixture.Connection(RetryRule.Never)).AskAsync(new DiscoveryQuestion(operation, id), "dG9rZW4=", TestContext.Current.CancellationToken);
        var (address, sent, authorization) = Assert.Single(aws.Sent);
        Assert.Equal($"https://discovery-marketplace.us-east-1.api.aws/2026-02-05/{path}", address);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse(sent)), sent);
        Assert.Contains("/us-east-1/aws-marketplace/aws4_request", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWS_is_asked_no_faster_than_its_rates_ten_searches_and_five_of_each_other_operation_a_second()
    {
        using var aws = new Answering(body => body.Contains("prod-", StringComparison.Ordinal) ? body.Replace("}", ",\"x\":1}", StringComparison.Ordinal) : """{"listingSummaries":[]}""");
        using var fixture = new CloudFixture(aws, CallRates.Discovery);
        var client = new DiscoveryClient(fixture.Connection());
        await fixture.Clock.DriveAsync(AllAsync(Enumerable.Range(0, 31).Select(n => client.AskAsync(new DiscoveryQuestion(DiscoveryOperation.GetProduct, $"prod-{n}"), null, TestContext.Current.CancellationToken))));
        Assert.Equal(TimeSpan.FromSeconds(6), fixture.Clock.Passed);
        await fixture.Clock.DriveAsync(AllAsync(Enumerable.Range(0, 31).Select(_ => client.AskAsync(new DiscoveryQuestion(DiscoveryOperation.SearchListings, ""), null, TestContext.Current.CancellationToken))));
        Assert.Equal(TimeSpan.FromSeconds(9), fixture.Clock.Passed);

        static async Task<int> AllAsync(IEnumerable<Task<CloudAnswer<DiscoveryPage>>> asked)
        {
            var all = await Task.WhenAll(asked);
            Assert.All(all, answer => Assert.Null(answer.Problem));
            return all.Length;
        }
    }

    /// <summary>Answers everything, by what was sent.</summary>
    private sealed class Answering(Func<string, string> answer) : HttpMessageHandler
    {
        public List<(string Address, string Body, string Authorization)> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            lock (Sent) Sent.Add((request.RequestUri!.ToString(), body, request.Headers.GetValues("Authorization").First()));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer(body), Encoding.UTF8, "application/json") };
        }
    }
}
