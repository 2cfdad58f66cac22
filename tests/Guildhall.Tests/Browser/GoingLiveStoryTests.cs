using Guildhall.Tests.Server.Agreements;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>An experience goes live where products are in use: what is not approved is shown and added, nothing is cut off, and the console tells what became of it.</summary>
[Trait("Ring", "Browser")]
public sealed class GoingLiveStoryTests(Chromium chromium) : AgreementHall(postgres: null)
{
    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M16_M17_Going_live_lists_products_in_use_adds_one_by_one_click_and_ends_no_subscription(bool script)
    {
        var contract = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var usage = await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        var made = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [Server.HallWorld.C], live: false);
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management, script);

        await amara.GoAsync($"/console/experiences/{made}/settings");
        await amara.Page.CheckAsync("input[name=status][value=live]");
        await amara.GoOnAsync();
        await amara.SeesAsync("use 2 products that it does not approve");
        await amara.SeesAsync("Nothing in use is cut off");
        await amara.Main.Locator("tr:has-text('Alpha Monitor') button:has-text('Add to Private Marketplace')").ClickAsync();
        await amara.IsToldAsync("Approved: 1 product.");
        await amara.SeesAsync("use a product that it does not approve");
        await Assertions.Expect(amara.Main.Locator("tr:has-text('Alpha Monitor')")).ToHaveCountAsync(0);
        await amara.GoOnAsync();
        await amara.IsToldAsync("Saved.");

        foreach (var id in new[] { contract, usage }) Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-d", "usage", "legal")), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        await amara.GoAsync($"/console/experiences/{made}");
        await amara.SeesAsync("1 active agreement of governed accounts is on products that are not approved here");
        await amara.PressAsync("See agreements");
        await Assertions.Expect(amara.Main.Locator("tbody tr")).ToHaveCountAsync(1);
        await amara.GoByAsync("Agreements");
        await Assertions.Expect(amara.Main.Locator("tbody tr")).ToHaveCountAsync(2);
        await amara.Main.Locator("tr:has-text('Ledger Sync') a").ClickAsync();
        await amara.SeesAsync("Not approved in Engineers: what is in use stays");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.SeesAsync("would be approved again");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.IsAtAsync("/console/agreements/" + usage);
        await Assertions.Expect(amara.Main.Locator(".banner")).ToHaveCountAsync(0);
        amara.HasSeenNoFaults();
    }
}
