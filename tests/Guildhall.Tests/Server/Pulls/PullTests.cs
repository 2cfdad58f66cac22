using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.Tests.Server.Cli;

namespace Guildhall.Tests.Server.Pulls;

/// <summary><c>guildhall catalog pull</c> from a Discovery API on loopback, which behaves well or badly. storefront-and-procurement.md A, E.4; F-10, F-13, F-14.</summary>
public sealed class PullTests : CommandTests
{
    private const string Secret = "not-to-be-told-to-anybody";

    public PullTests() => Terminal.Environment["GUILDHALL_AWS_SECRET"] = Secret;

    private string Spools => Path.Combine(Folder, "pulls");

    [Fact]
    public async Task A_catalogue_is_pulled_whole_and_pulled_again_without_a_change()
    {
        await using var market = await SmallMarketplace.StartAsync(220);
        var first = await PullAsync(market);
        Assert.Equal((220 + 220 + 1 + 4, 0, true), (first.GetProperty("added").GetInt32(), first.GetProperty("refused").GetInt32(), first.GetProperty("complete").GetBoolean()));
        Assert.Equal((market.Url, SmallMarketplace.Account), (first.GetProperty("source").GetString(), first.GetProperty("account").GetString()));
        Assert.Contains("Found no listings yet", Terminal.Error, StringComparison.Ordinal);

        var records = await StoredAsync();
        Assert.Equal(
            """{"categories":["group-1"],"deployedOnAws":"DEPLOYED","dimensions":[{"key":"users","name":"Users","types":["Metered"],"unit":"Users"}],"fulfillmentOptions":[{"id":"fo-a","type":"SAAS","url":"https://apps.example.com/register"}],"highlights":["Quick"],"logoUrl":"https://logos.example.com/7.png","longDescription":"By day and by night.","seller":"seller-a","shortDescription":"Keeps watch, number 7.","title":"Shield 7","type":"SaaSProduct","visibility":"Public"}""",
            records[$"product {SmallMarketplace.Product(7)}"].ToJsonString());
        Assert.Equal(
            """{"availableFrom":"2026-01-01T00:00:00Z","buyerAccounts":[],"name":"Public offer","product":"prod-0007aaaaaaaaa","seller":"seller-a","state":"Released","terms":[{"currencyCode":"USD","id":"term-price-7","rateCards":[{"prices":{"users":"7.50"}}],"type":"UsageBasedPricingTerm"},{"id":"term-renewal-7","type":"RenewalTerm"}]}""",
            records["offer offer-0007aaaaaaaaa"].ToJsonString());
        Assert.Equal("infrastructure-software", records["category group-2"]["parent"]!.GetValue<string>());

        var second = await PullAsync(market);
        Assert.Equal((0, 0, 0, 445), (Count(second, "added"), Count(second, "changed"), Count(second, "withdrawn"), Count(second, "unchanged")));
        Assert.Empty(Directory.EnumerateFiles(Spools));
    }

    [Fact]
    public async Task What_is_gone_there_is_withdrawn_here_and_shown_again_when_it_comes_back()
    {
        await using var market = await SmallMarketplace.StartAsync(9);
        await PullAsync(market);
        market.Products = market.Products.Remove(4);
        Assert.Equal((2, 0), (Count(await PullAsync(market), "withdrawn"), Count(Terminal.Json, "changed")));
        var gone = await StoredAsync();
        Assert.Equal("Restricted", gone[$"product {SmallMarketplace.Product(4)}"]["visibility"]!.GetValue<string>());
        Assert.True(gone["offer offer-0004aaaaaaaaa"]["withdrawn"]!.GetValue<bool>());
        Assert.Equal((0, 0), (Count(await PullAsync(market), "withdrawn"), Count(Terminal.Json, "changed")));

        market.Products = market.Products.Add(4);
        Assert.Equal((0, 2), (Count(await PullAsync(market), "withdrawn"), Count(Terminal.Json, "changed")));
        Assert.Null((await StoredAsync())["offer offer-0004aaaaaaaaa"]["withdrawn"]);
    }

    [Fact]
    public async Task F14_That_more_than_half_is_gone_is_believed_only_on_demand()
    {
        await using var market = await SmallMarketplace.StartAsync(9);
        await PullAsync(market);
        market.Products = [0, 1, 2, 3];
        Assert.Equal((0, false), (Count(await PullAsync(market), "withdrawn"), Terminal.Json.GetProperty("complete").GetBoolean()));
        Assert.Contains("--accept-loss", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, await Terminal.RunAsync([.. Arguments(market), "--accept-loss"]));
        Assert.Equal((2 * 5, true), (Count(Terminal.Json, "withdrawn"), Terminal.Json.GetProperty("complete").GetBoolean()));
        Assert.Equal((0, true), (Count(await PullAsync(market), "withdrawn"), Terminal.Json.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task F10_Throttled_calls_are_made_again_later_and_none_too_often()
    {
        await using var market = await SmallMarketplace.StartAsync(12);
        var calls = 0;
        market.Instead = (_, _) => Interlocked.Increment(ref calls) % 3 == 0 ? SmallMarketplace.Error("ThrottlingException", 429) : null;
        Assert.Equal(12 + 12 + 1 + 4, Count(await PullAsync(market), "added"));
        Assert.InRange(calls, market.Calls, 2 * market.Calls);
        Assert.All(market.Asked.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task A_pull_that_is_stopped_goes_on_where_it_was_and_asks_nothing_twice()
    {
        await using var market = await SmallMarketplace.StartAsync(150);
        foreach (var stop in new[] { 3, 200, 500 })
        {
            using var stopping = new CancellationTokenSource();
            var calls = 0;
            market.Instead = (_, _) =>
            {
                if (Interlocked.Increment(ref calls) == stop) stopping.Cancel();
                return null;
            };
            Assert.Equal(1, await Terminal.RunAsync(stopping.Token, Arguments(market)));
        }

        market.Instead = (_, _) => null;
        var end = await PullAsync(market);
        Assert.Equal((305, true), (Count(end, "added"), Count(end, "kept") > 400));
        // What was on its way when it was stopped is asked again: at most eight questions each time.
        Assert.InRange(market.Calls, market.Asked.Count, market.Asked.Count + (3 * 8));
    }

    [Fact]
    public async Task No_operation_waits_for_another_so_that_each_keeps_to_its_own_rate()
    {
        const int Products = 20;
        await using var market = await SmallMarketplace.StartAsync(Products);
        var (terms, go) = (0, new TaskCompletionSource());
        market.Instead = (name, _) =>
        {
            if (name == "getOfferTerms" && Interlocked.Increment(ref terms) == Products) go.SetResult();
            return name != "getListing" || go.Task.Wait(TimeSpan.FromSeconds(50)) ? null : SmallMarketplace.Error("AccessDeniedException", 403);
        };
        Assert.Equal((2 * Products) + 5, Count(await PullAsync(market), "added"));
    }

    [Fact]
    public async Task A_list_whose_page_token_is_good_no_more_is_begun_again()
    {
        await using var market = await SmallMarketplace.StartAsync(150);
        market.Instead = (name, request) => name == "searchListings" && request["nextToken"] is not null ? SmallMarketplace.Error("AccessDeniedException", 403) : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        var stale = true;
        market.Instead = (name, request) =>
        {
            var refused = stale && name == "searchListings" && request["nextToken"] is not null;
            stale &= !refused;
            return refused ? SmallMarketplace.Error("ValidationException", 400, "INVALID_PAGINATION_TOKEN") : null;
        };
        Assert.Equal((305, true), (Count(await PullAsync(market), "added"), Terminal.Json.GetProperty("complete").GetBoolean()));
        Assert.Equal(2, market.Asked["searchListings {\"maxResults\":100}"]);
    }

    [Fact]
    public async Task A_listing_api_that_pages_no_deeper_is_read_in_parts()
    {
        await using var market = await SmallMarketplace.StartAsync(290);
        market.Deepest = 100;
        Assert.Equal((290 + 290 + 1 + 4, true), (Count(await PullAsync(market), "added"), Terminal.Json.GetProperty("complete").GetBoolean()));
    }

    /// <summary>What is answered in place of something about product 3, and what is told about it.</summary>
    public static TheoryData<string, Func<JsonNode, IResult>, string> BadAnswers => new()
    {
        { "getProduct", _ => Results.Text("<html>Welcome to the hotel</html>", "text/html"), "GetProduct of prod-0003aaaaaaaaa is not JSON" },
        { "getProduct", _ => SmallMarketplace.Json(new JsonObject { ["productId"] = "prod-other" }), "is about prod-other" },
        { "getProduct", _ => Results.Text("{\"productId\":\"prod-0003aaaaaaaaa\",\"productName\":\"\\ud800\"}", "application/json"), "surrogate" },
        { "getProduct", _ => Results.Text($"{{\"productId\":\"prod-0003aaaaaaaaa\",\"deep\":{new string('[', 10_000)}", "application/json"), "nested too deeply" },
        { "getProduct", _ => Results.Stream(Endless, "application/json"), "is too large" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(new JsonObject { ["teleportFulfillmentOption"] = new JsonObject() }) }), "fulfillmentOptions[0] is of a kind that this version does not know (teleportFulfillmentOption)" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = "AAAA" }), "comes to a page that it has had before" },
        { "listFulfillmentOptions", request => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = $"{request["nextToken"]}A" }), "has more than 100 pages" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = 7 }), "lacks fulfillmentOptions" },
        { "listFulfillmentOptions", _ => SmallMarketplace.Json(new JsonObject { ["fulfillmentOptions"] = new JsonArray(), ["nextToken"] = 7 }), "has no sound nextToken" },
        { "getOfferTerms", _ => SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["barterTerm"] = new JsonObject() }) }), "terms[0] is of a kind that this version does not know (barterTerm)" },
        { "getOfferTerms", _ => SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["byolPricingTerm"] = new JsonObject(), ["renewalTerm"] = new JsonObject() }) }), "terms[0] must have exactly one member" },
        { "getOffer", _ => Results.Text("{\"offerId\":\"offer-0003aaaaaaaaa\",\"availableFromTime\":1e300}", "application/json"), "availableFromTime is no point in time" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task F13_F14_A_bad_answer_about_one_thing_is_told_and_everything_else_is_taken_and_nothing_is_lost(string operation, Func<JsonNode, IResult> answer, string told)
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        var before = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        market.Products = market.Products.Remove(5).Add(6);
        market.Instead = (name, request) => name == operation && request.ToJsonString().Contains("-0003", StringComparison.Ordinal) ? answer(request) : null;

        Assert.Equal(1, await Terminal.RunAsync([.. Arguments(market), "--strict"]));
        Assert.Equal(before, (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString()));
        var pulled = await PullAsync(market);

        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was withdrawn", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal((2, 0, 0, 1, false), (Count(pulled, "added"), Count(pulled, "changed"), Count(pulled, "withdrawn"), Count(pulled, "refused"), pulled.GetProperty("complete").GetBoolean()));
        var after = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        Assert.All(before, record => Assert.Equal(record.Value, after[record.Key]));
    }

    [Fact]
    public async Task A_record_that_no_file_may_hold_is_refused_by_the_same_rules_and_the_rest_is_taken()
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        market.Products = market.Products.Remove(5);
        market.Instead = (name, request) => name == "getOfferTerms" && request.ToJsonString().Contains("-0003", StringComparison.Ordinal)
            ? SmallMarketplace.Json(new JsonObject { ["offerTerms"] = new JsonArray(new JsonObject { ["supportTerm"] = new JsonObject { ["id"] = "x", ["refundPolicy"] = 7 } }) })
            : null;
        var pulled = await PullAsync(market);
        Assert.Contains("offer-0003aaaaaaaaa terms[0].refundPolicy must be text.", Terminal.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2, true), (Count(pulled, "refused"), Count(pulled, "withdrawn"), pulled.GetProperty("complete").GetBoolean()));
    }

    /// <summary>What is answered to every search, and what is told.</summary>
    public static TheoryData<Func<IResult>, string> BadSearches => new()
    {
        { () => Results.Text("<html>Welcome to the hotel</html>", "text/html"), "SearchListings is not JSON" },
        { () => SmallMarketplace.Json(new JsonObject { ["totalResults"] = 7 }), "lacks listingSummaries" },
        { () => SmallMarketplace.Json(new JsonObject { ["listingSummaries"] = new JsonArray(), ["nextToken"] = "AAAA" }), "comes to a page that it has had before" },
        { () => Results.Stream(Endless, "application/json"), "is too large" },
        { () => SmallMarketplace.Error("AccessDeniedException", 403), "The key may not do this." },
        { () => SmallMarketplace.Error("UnrecognizedClientException", 403), "The API key doesn't exist" },
        { () => SmallMarketplace.Error("ValidationException", 400, "MALFORMED_REQUEST_PARAMETERS"), "So it is." },
        { () => Results.StatusCode(404), "There is no Discovery API at" },
    };

    [Theory]
    [MemberData(nameof(BadSearches))]
    public async Task F13_F14_Without_the_list_of_listings_nothing_is_changed_and_the_reason_is_told(Func<IResult> answer, string told)
    {
        await using var market = await SmallMarketplace.StartAsync(6);
        await PullAsync(market);
        var before = (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString());
        market.Instead = (name, _) => name == "searchListings" ? answer() : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
        Assert.Equal("", Terminal.Out);
        Assert.Equal(before, (await StoredAsync()).ToDictionary(r => r.Key, r => r.Value.ToJsonString()));

        market.Instead = (_, _) => null;
        Assert.Equal(13 + 4, Count(await PullAsync(market), "unchanged"));
    }

    [Fact]
    public async Task M38_The_secret_is_neither_told_nor_kept()
    {
        await using var market = await SmallMarketplace.StartAsync(3);
        market.Instead = (name, _) => name == "getOffer" ? SmallMarketplace.Error("AccessDeniedException", 403) : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        var spool = Assert.Single(Directory.EnumerateFiles(Spools));
        Assert.DoesNotContain(Secret, Terminal.Error + Terminal.Out + await File.ReadAllTextAsync(spool, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(spool));
    }

    [Fact]
    public async Task A_running_pull_is_not_joined_by_a_second_one()
    {
        await using var market = await SmallMarketplace.StartAsync(3);
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        market.Instead = (name, _) =>
        {
            if (name != "getOffer") return null;
            reached.TrySetResult();
            go.Task.Wait();
            return null;
        };
        var first = Terminal.RunAsync(Arguments(market));
        await reached.Task;
        var another = new Terminal(Terminal.Environment);
        Assert.Equal(1, await another.RunAsync(Arguments(market)));
        Assert.Contains("Another pull", another.Error, StringComparison.Ordinal);
        go.SetResult();
        Assert.Equal(0, await first);
    }

    [Fact]
    public async Task Begun_anew_everything_is_asked_again()
    {
        await using var market = await SmallMarketplace.StartAsync(3);
        market.Instead = (name, _) => name == "getOfferTerms" ? SmallMarketplace.Error("AccessDeniedException", 403) : null;
        Assert.Equal(1, await Terminal.RunAsync(Arguments(market)));
        market.Instead = (_, _) => null;
        Assert.Equal(0, await Terminal.RunAsync([.. Arguments(market), "--anew"]));
        Assert.Equal(0, Count(Terminal.Json, "kept"));
    }

    [Theory]
    [InlineData("--from must be aws or an address", "--from", "guildhall")]
    [InlineData("The address must be that of a Guildhall", "--from", "ftp://guildhall.example.com", "--key", "AKIDEXAMPLE")]
    [InlineData("The address must be that of a Guildhall", "--from", "https://guildhall.example.com/aws", "--key", "AKIDEXAMPLE")]
    [InlineData("only https is allowed", "--from", "http://192.0.2.1", "--key", "AKIDEXAMPLE", "--rate", "5")]
    [InlineData("called with a key that it made", "--from", "https://guildhall.example.com")]
    [InlineData("called with a key that it made", "--from", "https://guildhall.example.com", "--organization", "o-a")]
    [InlineData("--key goes without --organization", "--from", "aws", "--key", "AKIDEXAMPLE", "--organization", "o-a")]
    [InlineData("no default organization", "--from", "aws")]
    [InlineData("Nothing linked is called o-a.", "--from", "aws", "--organization", "o-a")]
    [InlineData("--rate must be 0.1 to 1,000.", "--from", "aws", "--key", "AKIDEXAMPLE", "--rate", "0")]
    [InlineData("This key belongs to the simulated AWS.", "--from", "aws", "--key", "AKIA0EXAMPLE")]
    public async Task Wrong_wishes_are_refused_before_anybody_is_called(string told, params string[] arguments)
    {
        Assert.Equal(1, await Terminal.RunAsync(["catalog", "pull", .. arguments]));
        Assert.Contains(told, Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_nobody_is_called()
    {
        Terminal.Environment.Remove("GUILDHALL_AWS_SECRET");
        Assert.Equal(1, await Terminal.RunAsync("catalog", "pull", "--from", "https://guildhall.example.com", "--key", "AKIDEXAMPLE"));
        Assert.Contains("The secret must come from", Terminal.Line, StringComparison.Ordinal);
        Assert.Equal(2, await Terminal.RunAsync("catalog", "pull"));
    }

    private static int Count(JsonElement answer, string of) => answer.GetProperty(of).GetInt32();

    private static string[] Arguments(SmallMarketplace market) => ["catalog", "pull", "--from", market.Url, "--key", "AKIDEXAMPLE", "--json"];

    /// <summary>More than any limit.</summary>
    private static async Task Endless(Stream body)
    {
        var spaces = new byte[1024 * 1024];
        Array.Fill(spaces, (byte)' ');
        for (var megabyte = 0; megabyte < 1_024; megabyte++) await body.WriteAsync(spaces);
    }

    private async Task<JsonElement> PullAsync(SmallMarketplace market)
    {
        Assert.True(await Terminal.RunAsync(Arguments(market)) == 0, Terminal.Error);
        return Terminal.Json;
    }

    private Task<SortedDictionary<string, JsonObject>> StoredAsync() => StoredCatalogue.ReadAsync(Database.Sqlite(Path.Combine(Folder, "guildhall.db")));
}
