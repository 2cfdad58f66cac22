using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Discovery;

/// <summary>Reading listings, products, offers and terms by their ids, and what can be bought. storefront-and-procurement.md A.5 to A.9, H.</summary>
public abstract class DiscoveryReadTests(DiscoveryHall fixture)
{
    [Fact]
    public async Task A_listing_shows_its_default_offer_its_media_and_a_product_its_deployment()
    {
        var listing = await DiscoveryHall.AskAsync(fixture.Named, "getListing", new { listingId = DiscoveryHall.FullListing });
        Assert.Equal(DiscoveryHall.FullOffer, listing["associatedEntities"]![0]!["offer"]!["offerId"]!.GetValue<string>());
        Assert.Equal("Dealer House", listing["associatedEntities"]![0]!["offer"]!["sellerOfRecord"]!["displayName"]!.GetValue<string>());
        Assert.Equal(["FREE_TRIAL", "AWS_FREE_TIER", "QUICK_LAUNCH", "DEPLOYED_ON_AWS"], listing["badges"]!.AsArray().Select(b => b!["badgeType"]!.GetValue<string>()));
        Assert.Equal(["REQUESTS", "USERS"], listing["pricingUnits"]!.AsArray().Select(b => b!["pricingUnitType"]!.GetValue<string>()));
        Assert.Equal("4.4", listing["reviewSummary"]!["reviewSourceSummaries"]![0]!["averageRating"]!.GetValue<string>());
        var product = await DiscoveryHall.AskAsync(fixture.Named, "getProduct", new { productId = DiscoveryHall.Full });
        Assert.Equal("DEPLOYED", product["deployedOnAws"]!.GetValue<string>());
        Assert.False(product.AsObject().ContainsKey("reviewSummary"));
        var collection = await DiscoveryHall.AskAsync(fixture.Other, "getListing", new { listingId = DiscoveryHall.Collection });
        Assert.Equal(("Dealer House", "Three of them, at length.", 2), (collection["publisher"]!["displayName"]!.GetValue<string>(), collection["longDescription"]!.GetValue<string>(), collection["associatedEntities"]!.AsArray().Count));
        Assert.Contains("MULTI_PRODUCT", collection["badges"]!.AsArray().Select(b => b!["badgeType"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_product_without_anything_has_what_is_required_and_a_picture_of_its_initials()
    {
        var product = await DiscoveryHall.AskAsync(fixture.Named, "getProduct", new { productId = DiscoveryHall.Bare });
        Assert.Equal(("Éowyn Bare", "Éowyn Bare", "NOT_APPLICABLE"), (product["shortDescription"]!.GetValue<string>(), product["longDescription"]!.GetValue<string>(), product["deployedOnAws"]!.GetValue<string>()));
        var address = product["logoThumbnailUrl"]!.GetValue<string>();
        Assert.StartsWith($"{fixture.Hall.Url}/media/initials/", address, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var picture = await http.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", picture.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains(">&#xC9;B<", await picture.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var odd in (string[])["%3Cscript%3E.svg", "ABCDE.svg", "AB.png", ".svg"])
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri($"{fixture.Hall.Url}/media/initials/{odd}"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Terms_come_as_one_member_each_with_names_and_units_in_pages_that_end()
    {
        var (members, request) = (new List<string>(), new JsonObject { ["offerId"] = DiscoveryHall.FullOffer, ["maxResults"] = 5 });
        JsonNode page;
        do
        {
            page = await DiscoveryHall.AskAsync(fixture.Named, "getOfferTerms", request.ToJsonString());
            members.AddRange(page["offerTerms"]!.AsArray().Select(t => Assert.Single(t!.AsObject()).Key));
            request["nextToken"] = page["nextToken"]?.GetValue<string>();
        }
        while (page["nextToken"] is not null);
        Assert.Equal(12, members.Distinct().Count());
        var terms = (await DiscoveryHall.AskAsync(fixture.Named, "getOfferTerms", new { offerId = DiscoveryHall.FullOffer }))["offerTerms"]!.AsArray();
        var usage = terms[0]!["usageBasedPricingTerm"]!["rateCards"]![0]!["rateCard"]!.AsArray();
        Assert.Equal(("Calls", "Requests", "0.10"), (usage[0]!["displayName"]!.GetValue<string>(), usage[0]!["unit"]!.GetValue<string>(), usage[0]!["price"]!.GetValue<string>()));
        Assert.Equal(("unknown", "Units"), (usage[1]!["displayName"]!.GetValue<string>(), usage[1]!["unit"]!.GetValue<string>()));
        Assert.Equal("P12M", terms[1]!["configurableUpfrontPricingTerm"]!["rateCards"]![0]!["selector"]!["value"]!.GetValue<string>());
        Assert.Equal(1769904000, terms[3]!["paymentScheduleTerm"]!["schedule"]![0]!["chargeDate"]!.GetValue<long>());
    }

    [Fact]
    public async Task Ways_to_get_a_product_come_in_pages_with_stable_ids()
    {
        var all = (await DiscoveryHall.AskAsync(fixture.Named, "listFulfillmentOptions", new { productId = DiscoveryHall.Full }))["fulfillmentOptions"]!.AsArray();
        var ids = all.Select(o => Assert.Single(o!.AsObject()).Value!["fulfillmentOptionId"]!.GetValue<string>()).ToList();
        Assert.Equal(12, ids.Distinct().Count());
        Assert.Contains("fo-image", ids);
        var (first, token) = (new List<string>(), (string?)null);
        do
        {
            var page = await DiscoveryHall.AskAsync(fixture.Named, "listFulfillmentOptions", new JsonObject { ["productId"] = DiscoveryHall.Full, ["maxResults"] = 5, ["nextToken"] = token }.ToJsonString());
            first.AddRange(page["fulfillmentOptions"]!.AsArray().Select(o => Assert.Single(o!.AsObject()).Value!["fulfillmentOptionId"]!.GetValue<string>()));
            token = page["nextToken"]?.GetValue<string>();
        }
        while (token is not null);
        Assert.Equal(ids, first);
    }

    [Fact]
    public async Task Private_options_come_first_then_the_latest_and_the_expired_only_when_asked_for()
    {
        Assert.Equal([DiscoveryHall.PrivateOffer, DiscoveryHall.FutureOffer, DiscoveryHall.OpenSet, DiscoveryHall.FullOffer], await OptionsAsync(fixture.Named, ("PRODUCT_ID", DiscoveryHall.Full)));
        Assert.Equal([DiscoveryHall.FutureOffer, DiscoveryHall.OpenSet, DiscoveryHall.FullOffer], await OptionsAsync(fixture.Other, ("PRODUCT_ID", DiscoveryHall.Full)));
        Assert.Equal([DiscoveryHall.ExpiredOffer], await OptionsAsync(fixture.Named, ("PRODUCT_ID", DiscoveryHall.Full), ("AVAILABILITY_STATUS", "expired")));
        Assert.Equal([DiscoveryHall.OpenSet], await OptionsAsync(fixture.Named, ("PRODUCT_ID", DiscoveryHall.Full), ("PURCHASE_OPTION_TYPE", "OFFERSET")));
        Assert.Equal([DiscoveryHall.OpenSet, DiscoveryHall.FullOffer], await OptionsAsync(fixture.Named, ("PRODUCT_ID", DiscoveryHall.Full), ("SELLER_OF_RECORD_PROFILE_ID", "seller-dealer")));
        Assert.Equal([DiscoveryHall.PrivateOffer], await OptionsAsync(fixture.Named, ("PRODUCT_ID", DiscoveryHall.Full), ("VISIBILITY_SCOPE", "private")));
        Assert.Empty(await OptionsAsync(fixture.Named, ("PRODUCT_ID", "prod-none"), ("VISIBILITY_SCOPE", "PUBLIC")));
    }

    [Fact]
    public async Task All_public_and_all_private_options_are_walked_without_repeats()
    {
        var everything = await OptionsAsync(fixture.Named, ("VISIBILITY_SCOPE", "PUBLIC"));
        Assert.Equal(everything.Count, everything.Distinct().Count());
        Assert.Superset(new HashSet<string>([DiscoveryHall.FullOffer, DiscoveryHall.OpenSet]), everything.ToHashSet());
        var mine = await OptionsAsync(fixture.Named, ("VISIBILITY_SCOPE", "PRIVATE"));
        Assert.Superset(new HashSet<string>([DiscoveryHall.SecretOffer, DiscoveryHall.PrivateOffer, DiscoveryHall.SecretSet]), mine.ToHashSet());
        Assert.Empty(mine.Intersect(everything));
        Assert.DoesNotContain(await OptionsAsync(fixture.Other, ("VISIBILITY_SCOPE", "PRIVATE")), mine.Contains);
    }

    [Fact]
    public async Task Without_the_right_to_private_listings_only_public_options_come()
    {
        var caller = await fixture.Hall.CallerWithPolicyAsync(fixture.World.Developer, "public-only", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"aws-marketplace:ListPurchaseOptions","Resource":"*"}]}""");
        Assert.Equal([DiscoveryHall.FutureOffer, DiscoveryHall.OpenSet, DiscoveryHall.FullOffer], await OptionsAsync(caller, ("PRODUCT_ID", DiscoveryHall.Full)));
        Assert.Empty(await OptionsAsync(caller, ("VISIBILITY_SCOPE", "PRIVATE")));
    }

    [Fact]
    public async Task An_offer_and_a_set_name_each_other_their_sellers_and_times()
    {
        var offer = await DiscoveryHall.AskAsync(fixture.Named, "getOffer", new { offerId = DiscoveryHall.FullOffer });
        Assert.Equal((1767225600.5m, 1893456000), (offer["availableFromTime"]!.GetValue<decimal>(), offer["expirationTime"]!.GetValue<long>()));
        Assert.Equal(DiscoveryHall.OpenSet, Assert.Single(offer["associatedEntities"]!.AsArray())!["offerSet"]!["offerSetId"]!.GetValue<string>());
        Assert.Matches("^ap-[a-z2-7]+$", offer["agreementProposalId"]!.GetValue<string>());
        var replacing = await DiscoveryHall.AskAsync(fixture.Named, "getOffer", new { offerId = DiscoveryHall.PrivateOffer });
        Assert.Equal(["PRIVATE_PRICING", "REPLACEMENT_OFFER"], replacing["badges"]!.AsArray().Select(b => b!["badgeType"]!.GetValue<string>()));
        Assert.Equal("agmt-old", replacing["replacementAgreementId"]!.GetValue<string>());
        var set = await DiscoveryHall.AskAsync(fixture.Named, "getOfferSet", new { offerSetId = DiscoveryHall.OpenSet });
        Assert.Equal(("Both", "Together."), (set["offerSetName"]!.GetValue<string>(), set["buyerNotes"]!.GetValue<string>()));
        Assert.Equal([DiscoveryHall.FullOffer, "offer-renamed"], set["associatedEntities"]!.AsArray().Select(e => e!["offer"]!["offerId"]!.GetValue<string>()));
    }

    private static async Task<List<string>> OptionsAsync(HallCaller caller, params (string Type, string Value)[] filters)
    {
        var request = new JsonObject { ["maxResults"] = 3, ["filters"] = new JsonArray([.. filters.Select(f => new JsonObject { ["filterType"] = f.Type, ["filterValues"] = new JsonArray(f.Value) })]) };
        var ids = new List<string>();
        while (true)
        {
            var page = await DiscoveryHall.AskAsync(caller, "listPurchaseOptions", request.ToJsonString());
            ids.AddRange(page["purchaseOptions"]!.AsArray().Select(o => o!["purchaseOptionId"]!.GetValue<string>()));
            if (page["nextToken"] is not { } token) return ids;
            request["nextToken"] = token.GetValue<string>();
        }
    }
}

public sealed class DiscoveryReadOnSqliteTests(SqliteDiscoveryHall fixture) : DiscoveryReadTests(fixture), IClassFixture<SqliteDiscoveryHall>;

[Trait("Ring", "Postgres")]
public sealed class DiscoveryReadOnPostgresTests(PostgresDiscoveryHall fixture) : DiscoveryReadTests(fixture), IClassFixture<PostgresDiscoveryHall>;
