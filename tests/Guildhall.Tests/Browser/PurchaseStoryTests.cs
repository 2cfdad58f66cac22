using Guildhall.Tests.Server.Ui.Storefront;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>The whole way of a purchase: found, refused, asked for, approved by a delegated administrator, bought, used, cancelled. storefront-and-procurement.md 0, D.</summary>
[Trait("Ring", "Browser")]
public sealed class PurchaseStoryTests(Chromium chromium, SqliteBuyersHall hall) : IClassFixture<SqliteBuyersHall>
{
    private const string OwnRecord = "Nothing is bought at AWS by it.";

    private const string Offered = """
        {"kind":"header","format":"guildhall-catalog/1","source":"search","mode":"merge"}
        {"kind":"product","id":"PRODUCT","type":"SaaSProduct","title":"TITLE","seller":"seller-south","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS","url":"https://zephyr.example.com/register"}],"dimensions":[{"key":"seats","name":"Seats","unit":"Users","types":["Entitled"]}]}
        {"kind":"offer","id":"offer-PRODUCT","product":"PRODUCT","name":"Zephyr","state":"Released","buyerAccounts":[],"terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P1M","prices":{"seats":"12.00"}},{"duration":"P12M","prices":{"seats":"120.00"}}]},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]},{"type":"RenewalTerm"}]}
        """;

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M40_M41_M42_A_product_is_refused_asked_for_approved_bought_and_cancelled(bool script)
    {
        var product = $"prod-story{(script ? "with" : "less")}0000";
        await hall.OfferAsync(Offered.Replace("PRODUCT", product, StringComparison.Ordinal).Replace("TITLE", $"Zephyr {script}", StringComparison.Ordinal));
        var suffix = script ? "1" : "2";
        await using var dana = await hall.Hall.VisitAsync(chromium, $"dana{suffix}@example.com", "Buyer", hall.World.Developer, script);
        await using var petra = await hall.Hall.VisitAsync(chromium, $"petra{suffix}@example.com", "Administrator", hall.World.Delegated, script);

        var found = dana.Main.Locator($"a[href='/products/{product}']");
        for (var tries = 0; tries < 100 && await found.CountAsync() == 0; tries++) await dana.GoAsync("/search?q=zephyr");
        await found.ClickAsync();
        await dana.SeesAsync("Not approved in your organization's private marketplace.");
        await Assertions.Expect(dana.Main.Locator("button[disabled]")).ToHaveTextAsync("View purchase options");
        await dana.GoAsync($"/products/{product}/subscribe");
        await dana.SeesAsync("Not approved in your organization's private marketplace.");
        await dana.PressAsync("Create request");
        await dana.TypeAsync("Reason", "For the release");
        await dana.PressAsync("Create request");
        await dana.IsToldAsync("Requested.");

        await petra.GoAsync("/console/requests");
        await petra.Main.Locator($"tr:has-text('Zephyr {script}') input[name=request]").CheckAsync();
        await petra.PressAsync("Add to Private Marketplace");
        await petra.GoOnAsync();
        await Assertions.Expect(petra.Page.Locator(".flash.done")).ToBeVisibleAsync();

        await dana.GoAsync($"/products/{product}");
        await dana.PressAsync("View purchase options");
        await dana.SeesAsync(OwnRecord);
        await NoBarriersAsync(dana, script);
        await dana.Main.Locator("label.tile:has-text('12 months') input").CheckAsync();
        await dana.Main.Locator("#quantity-0").FillAsync("3");
        if (!script) await dana.PressAsync("Calculate");
        await Assertions.Expect(dana.Main.Locator("#total .big")).ToHaveTextAsync("360.00 USD");
        await dana.TypeAsync("Purchase order number", "PO-9");
        await dana.PressAsync("Review");
        await dana.SeesAsync("360.00 USD when you accept");
        await NoBarriersAsync(dana, script);
        await dana.SeesAsync(OwnRecord);
        await dana.PressAsync("Create contract");
        await dana.IsToldAsync("Subscribed.");
        for (var tries = 0; !script && tries < 50 && await dana.CountAsync("Refresh") > 0; tries++) await dana.PressAsync("Refresh");
        await Assertions.Expect(dana.Main.Locator("#subscription .status:has-text('Entitled')")).ToBeVisibleAsync();
        await dana.SeesAsync("PO-9");
        await dana.SeesAsync(OwnRecord);
        Assert.Equal(1, await dana.CountAsync("Set up your account"));
        var subscription = new Uri(dana.Page.Url).AbsolutePath;
        foreach (var page in new[] { "/change", "/purchase-orders", "/cancel", "/set-up", "" })
        {
            await dana.GoAsync(subscription + page);
            await NoBarriersAsync(dana, script);
        }

        await dana.GoAsync("/");
        await dana.PressAsync("Your subscriptions");
        await dana.PressAsync($"Zephyr {script}");
        await dana.PressAsync("Cancel subscription");
        await dana.SeesAsync("ends now");
        await dana.PressAsync("Cancel subscription");
        await dana.IsToldAsync("Cancelled.");
        await dana.GoAsync("/subscriptions?status=cancelled");
        await dana.SeesAsync($"Zephyr {script}");
        dana.HasSeenNoFaults();
        petra.HasSeenNoFaults();
    }

    /// <summary>Looking for them takes script.</summary>
    private static async Task NoBarriersAsync(Visit visit, bool script)
    {
        if (script) Assert.Empty(await Barriers.OnAsync(visit.Page));
    }
}
