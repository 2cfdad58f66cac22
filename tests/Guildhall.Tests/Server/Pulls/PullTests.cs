using Guildhall.Tests.Server.Cli;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>What a pull takes, and how it goes on where it was. storefront-and-procurement.md A, E.4; F-10, F-14.</summary>
public sealed class PullTests : PullingTests
{
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
}
