using System.Net;
using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Discovery;

/// <summary>Searching listings over the wire. storefront-and-procurement.md A.3, A.4, H.</summary>
public abstract class DiscoverySearchTests(DiscoveryHall fixture)
{
    [Fact]
    public async Task StorefrontH2_A_walk_meets_every_listing_once_in_either_order_and_its_end_has_no_token()
    {
        var down = await WalkAsync(fixture.Named, new JsonObject { ["maxResults"] = 7 });
        var up = await WalkAsync(fixture.Named, new JsonObject { ["maxResults"] = 100, ["sortOrder"] = "ASCENDING" });
        Assert.Equal(down.Total, down.Ids.Count);
        Assert.Equal(down.Ids.Count, down.Ids.Distinct().Count());
        Assert.Equal(down.Ids, Enumerable.Reverse(up.Ids));
        Assert.Superset(new HashSet<string>([DiscoveryHall.FullListing, DiscoveryHall.SecretListing, DiscoveryHall.Collection, DiscoveryHall.RenamedListing]), down.Ids.ToHashSet());
        Assert.DoesNotContain("prodview-renamed00000", down.Ids);
        Assert.DoesNotContain("prodview-gone000000000", down.Ids);
    }

    [Theory]
    [InlineData("RELEVANCE")]
    [InlineData("AVERAGE_CUSTOMER_RATING")]
    public async Task StorefrontH2_With_words_and_an_order_the_reverse_is_exact(string by)
    {
        var down = await WalkAsync(fixture.Named, new JsonObject { ["searchText"] = "for the security of every", ["sortBy"] = by, ["maxResults"] = 3 });
        var some = await WalkAsync(fixture.Named, new JsonObject { ["searchText"] = "security", ["sortBy"] = by, ["maxResults"] = 3 });
        var up = await WalkAsync(fixture.Named, new JsonObject { ["searchText"] = "security", ["sortBy"] = by, ["sortOrder"] = "ASCENDING", ["maxResults"] = 4 });
        Assert.True(down.Total <= some.Total);
        Assert.True(some.Ids.Count > 10);
        Assert.Equal(some.Total, some.Ids.Count);
        Assert.Equal(some.Ids, Enumerable.Reverse(up.Ids));
        if (by == "AVERAGE_CUSTOMER_RATING") Assert.Equal(some.Ratings.OrderDescending(), some.Ratings);
    }

    [Fact]
    public async Task StorefrontH3_The_count_of_every_value_of_every_facet_is_what_filtering_by_it_finds()
    {
        foreach (var around in (JsonArray[])[[], [Filter("FULFILLMENT_OPTION_TYPE", "SAAS")], [Filter("CATEGORY", "devops"), Filter("MIN_AVERAGE_CUSTOMER_RATING", "4.0")]])
        {
            var facets = (await DiscoveryHall.AskAsync(fixture.Named, "searchFacets", Query(around)))["listingFacets"]!.AsObject();
            Assert.Equal(8, facets.Count);
            foreach (var (facet, values) in facets)
            {
                var counts = values!.AsArray().Select(v => v!["count"]!.GetValue<int>()).ToList();
                Assert.Equal(counts.OrderDescending(), counts);
                // The hall's own five products have no record: their seller has a name and no id.
                foreach (var value in values.AsArray().Where(v => v!["value"]!.GetValue<string>() != "Example Software")) Assert.Equal(value!["count"]!.GetValue<int>(), await FilteredAsync(around, facet, value["value"]!.GetValue<string>()));
            }
        }
    }

    [Fact]
    public async Task A_chosen_value_that_nothing_has_stays_and_categories_name_their_parents()
    {
        var facets = (await DiscoveryHall.AskAsync(fixture.Named, "searchFacets", Query([Filter("PRICING_MODEL", "BYOL"), Filter("CATEGORY", "no-such-category")])))["listingFacets"]!;
        Assert.Equal(0, Count(facets, "CATEGORY", "no-such-category"));
        Assert.Equal("infrastructure-software", Value(facets, "CATEGORY", "security")?["parent"]?.GetValue<string>());
        Assert.Null(Value(facets, "CATEGORY", "infrastructure-software")?["parent"]);
        Assert.Equal(0, Count(facets, "PRICING_MODEL", "BYOL"));
        var one = (await DiscoveryHall.AskAsync(fixture.Named, "searchFacets", """{"facetTypes":["CATEGORY","CATEGORY"]}"""))["listingFacets"]!.AsObject();
        Assert.Equal("CATEGORY", Assert.Single(one).Key);
    }

    [Fact]
    public async Task Filters_of_one_type_intersect_and_ranges_include_their_bounds()
    {
        var both = await FilteredAsync([Filter("FULFILLMENT_OPTION_TYPE", "SAAS")], "FULFILLMENT_OPTION_TYPE", "HELM", add: true);
        var either = (await DiscoveryHall.AskAsync(fixture.Named, "searchListings", Query([Filter("FULFILLMENT_OPTION_TYPE", "SAAS", "HELM")])))["totalResults"]!.GetValue<int>();
        Assert.InRange(both, 1, either - 1);
        var rated = await WalkAsync(fixture.Named, Query([Filter("MIN_AVERAGE_CUSTOMER_RATING", "4.4"), Filter("MAX_AVERAGE_CUSTOMER_RATING", "4.4")]));
        Assert.Contains(DiscoveryHall.FullListing, rated.Ids);
        Assert.All(rated.Ratings, r => Assert.Equal(4.4m, r));
        Assert.Equal((await WalkAsync(fixture.Named, [])).Total, (await WalkAsync(fixture.Named, Query([Filter("MIN_AVERAGE_CUSTOMER_RATING", "0")]))).Total);
    }

    [Fact]
    public async Task A_renamed_listing_is_found_by_its_name_and_shows_its_product()
    {
        var found = (await DiscoveryHall.AskAsync(fixture.Named, "searchListings", """{"searchText":"fancy"}"""))["listingSummaries"]!.AsArray();
        var listing = Assert.Single(found)!;
        Assert.Equal((DiscoveryHall.RenamedListing, "Fancy Name"), (listing["listingId"]!.GetValue<string>(), listing["listingName"]!.GetValue<string>()));
        Assert.Equal("Plain Name", listing["associatedEntities"]![0]!["product"]!["productName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_changed_listing_is_seen_at_once()
    {
        await fixture.ImportAsync("""{"kind":"listing","id":"prodview-late","name":"Latecomers","products":["prod-bare000000000","prod-renamed00000"]}""");
        Assert.Equal("prodview-late", (await DiscoveryHall.AskAsync(fixture.Named, "searchListings", """{"searchText":"latecomers"}"""))["listingSummaries"]![0]!["listingId"]!.GetValue<string>());
        await fixture.ImportAsync("""{"kind":"listing","id":"prodview-late","op":"restrict"}""");
        Assert.Empty((await DiscoveryHall.AskAsync(fixture.Named, "searchListings", """{"searchText":"latecomers"}"""))["listingSummaries"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Named.PostAsync("/2026-02-05/getListing", """{"listingId":"prodview-late"}""")).Status);
    }

    [Fact]
    public async Task M19_A_listing_without_a_name_of_its_own_is_called_after_a_product_that_the_account_may_see()
    {
        await fixture.ImportAsync("""{"kind":"listing","id":"prodview-nameless","products":["prod-secret0000000","prod-renamed00000"]}""");
        var named = await DiscoveryHall.AskAsync(fixture.Named, "getListing", new { listingId = "prodview-nameless" });
        Assert.Equal("Zymurgy Vault", named["listingName"]!.GetValue<string>());
        var other = await DiscoveryHall.AskAsync(fixture.Other, "getListing", new { listingId = "prodview-nameless" });
        Assert.Equal("Plain Name", other["listingName"]!.GetValue<string>());
        var found = (await DiscoveryHall.AskAsync(fixture.Other, "searchListings", """{"searchText":"plain"}"""))["listingSummaries"]!;
        Assert.Contains("prodview-nameless", found.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zymurgy", other.ToJsonString() + found.ToJsonString(), StringComparison.Ordinal);
        await fixture.ImportAsync("""{"kind":"listing","id":"prodview-nameless","op":"restrict"}""");
    }

    [Fact]
    public async Task StorefrontH8_What_an_offer_opens_to_one_account_is_neither_found_nor_counted_for_another()
    {
        var (named, other) = (await WalkAsync(fixture.Named, []), await WalkAsync(fixture.Other, []));
        Assert.Contains(DiscoveryHall.SecretListing, named.Ids);
        Assert.DoesNotContain(DiscoveryHall.SecretListing, other.Ids);
        Assert.Equal(other.Ids.Count, other.Total);
        Assert.True(other.Total < named.Total);
        Assert.Empty((await WalkAsync(fixture.Other, new JsonObject { ["searchText"] = "zymurgy" })).Ids);
        Assert.Equal(0, (await DiscoveryHall.AskAsync(fixture.Other, "searchFacets", """{"searchText":"zymurgy"}"""))["totalResults"]!.GetValue<int>());
        var products = await CollectionAsync(fixture.Named);
        Assert.Equal([DiscoveryHall.Full, DiscoveryHall.Secret, DiscoveryHall.Renamed], products);
        Assert.Equal([DiscoveryHall.Full, DiscoveryHall.Renamed], await CollectionAsync(fixture.Other));
    }

    private static JsonObject Filter(string type, params string[] values) => new() { ["filterType"] = type, ["filterValues"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };

    private static JsonObject Query(JsonArray filters) => filters.Count == 0 ? [] : new JsonObject { ["filters"] = filters.DeepClone() };

    private static int? Count(JsonNode facets, string facet, string value) => Value(facets, facet, value)?["count"]!.GetValue<int>();

    private static JsonNode? Value(JsonNode facets, string facet, string value) => facets[facet]!.AsArray().FirstOrDefault(v => v!["value"]!.GetValue<string>() == value);

    private static async Task<IEnumerable<string>> CollectionAsync(HallCaller caller)
    {
        var listings = (await DiscoveryHall.AskAsync(caller, "searchListings", """{"searchText":"everything together"}"""))["listingSummaries"]!.AsArray();
        var collection = Assert.Single(listings, l => l!["listingId"]!.GetValue<string>() == DiscoveryHall.Collection)!;
        return collection["associatedEntities"]!.AsArray().Select(e => e!["product"]!["productId"]!.GetValue<string>());
    }

    private static async Task<(List<string> Ids, List<decimal> Ratings, int Total)> WalkAsync(HallCaller caller, JsonObject request)
    {
        var (ids, ratings, total) = (new List<string>(), new List<decimal>(), -1);
        while (true)
        {
            var page = await DiscoveryHall.AskAsync(caller, "searchListings", request.ToJsonString());
            foreach (var listing in page["listingSummaries"]!.AsArray())
            {
                ids.Add(listing!["listingId"]!.GetValue<string>());
                var reviews = listing["reviewSummary"]!["reviewSourceSummaries"]!.AsArray();
                ratings.Add(reviews.Count == 0 ? 0 : decimal.Parse(reviews[0]!["averageRating"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
            }

            Assert.True(total < 0 || total == page["totalResults"]!.GetValue<int>());
            total = page["totalResults"]!.GetValue<int>();
            if (!page.AsObject().TryGetPropertyValue("nextToken", out var token)) return (ids, ratings, total);
            Assert.Matches("^[a-zA-Z0-9+/=]+$", token!.GetValue<string>());
            request["nextToken"] = token.GetValue<string>();
        }
    }

    /// <summary>How many there are under these filters with one facet's exchanged for a value, as a person would click; or with it added.</summary>
    private async Task<int> FilteredAsync(JsonArray around, string facet, string value, bool add = false)
    {
        var type = facet == "AVERAGE_CUSTOMER_RATING" ? "MIN_AVERAGE_CUSTOMER_RATING" : facet;
        JsonNode[] others = [.. around.Where(f => add || f!["filterType"]!.GetValue<string>() != type).Select(f => f!.DeepClone())];
        return (await DiscoveryHall.AskAsync(fixture.Named, "searchListings", Query([.. others, Filter(type, value)])))["totalResults"]!.GetValue<int>();
    }
}

public sealed class DiscoverySearchOnSqliteTests(SqliteDiscoveryHall fixture) : DiscoverySearchTests(fixture), IClassFixture<SqliteDiscoveryHall>;

[Trait("Ring", "Postgres")]
public sealed class DiscoverySearchOnPostgresTests(PostgresDiscoveryHall fixture) : DiscoverySearchTests(fixture), IClassFixture<PostgresDiscoveryHall>;
