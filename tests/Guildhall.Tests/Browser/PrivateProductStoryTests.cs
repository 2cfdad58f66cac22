using Guildhall.Tests.Server.Agreements;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>A private product: its link opens it for the accounts of its offers, an administrator whom one names adds it, and only a manager takes it out. mission.md M-19 to M-21.</summary>
[Trait("Ring", "Browser")]
public sealed class PrivateProductStoryTests(Chromium chromium) : AgreementHall(postgres: null)
{
    private const string Page = "/products/prod-ppppppppppppp";

    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}
        {"kind":"offer","id":"offer-p-too","product":"prod-ppppppppppppp","name":"For the management account","state":"Released","buyerAccounts":["MANAGEMENT"],"terms":[{"type":"ByolPricingTerm","id":"byol"},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        """;

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M19_M20_M21_A_private_product_is_opened_by_its_link_added_from_its_banner_and_taken_out_by_a_manager_alone(bool script)
    {
        var experience = await Administrator.ExperienceAsync("Everyone", [World.OrganizationId], []);
        await using var dana = await Hall.VisitAsync(chromium, "dana@example.com", "Buyer", World.Developer, script);
        await using var lena = await Hall.VisitAsync(chromium, "lena@example.com", "Buyer", World.Ledger, script);
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management, script);
        await using var maya = await Hall.VisitAsync(chromium, "maya@example.com", "MarketplaceManager", "", script);

        foreach (var stranger in new[] { lena, amara })
        {
            await stranger.GoAsync("/search?limit=100");
            Assert.Equal(0, await stranger.CountAsync("Private Vault"));
            foreach (var path in new[] { Page, Page + "/subscribe", "/offers/offer-p" }) Assert.Equal(404, await stranger.GoAsync(path));
        }

        Assert.Equal(200, await dana.GoAsync("/offers/offer-p"));
        await dana.SeesAsync("Private offer");
        await dana.SeesAsync("Not approved in your organization's private marketplace.");

        await ImportAsync(Lines.Replace("MANAGEMENT", World.Management, StringComparison.Ordinal));
        await amara.GoAsync(Page);
        await amara.PressAsync("Add to Private Marketplace");
        await amara.SeesAsync("is approved in:");
        await amara.PressAsync("Add to Private Marketplace");
        await Assertions.Expect(amara.Main.Locator(".banner")).ToHaveCountAsync(0);
        await dana.GoAsync(Page);
        await dana.SeesAsync("approved for procurement");
        await Assertions.Expect(dana.Main.Locator("button[disabled]")).ToHaveCountAsync(0);
        Assert.Equal(200, await dana.GoAsync(Page + "/subscribe"));
        Assert.Equal(404, await lena.GoAsync(Page + "/subscribe"));

        await RemoveAsync(amara, experience);
        await amara.SeesAsync("Private products are taken out by a MarketplaceManager only; ask the operator of this Guildhall");
        await dana.GoAsync(Page);
        await dana.SeesAsync("approved for procurement");
        await maya.GoAsync($"/scope?q={World.Management}");
        await maya.Main.Locator($"form:has(input[value='{World.Management}']) button").ClickAsync();
        await RemoveAsync(maya, experience);
        await maya.GoOnAsync();
        await maya.IsToldAsync("1 product.");
        await dana.GoAsync(Page);
        await dana.SeesAsync("Not approved in your organization's private marketplace.");
        foreach (var visit in new[] { dana, lena, amara, maya }) visit.HasSeenNoFaults();
    }

    /// <summary>Ticks it among the approved products and asks to remove it.</summary>
    private static async Task RemoveAsync(Visit visit, string experience)
    {
        await visit.GoAsync($"/console/experiences/{experience}?tab=approved");
        await visit.TickAsync("Private Vault");
        await visit.PressAsync("Remove");
    }
}
