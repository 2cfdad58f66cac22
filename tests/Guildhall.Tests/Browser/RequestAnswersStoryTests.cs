using Guildhall.Tests.Server;

namespace Guildhall.Tests.Browser;

/// <summary>Requests on the pages of an experience: several at one time, blocks, and requests switched off.</summary>
[Trait("Ring", "Browser")]
public sealed class RequestAnswersStoryTests(Chromium chromium) : HallTests(postgres: null)
{
    private string _experience = "";

    protected override async Task PrepareAsync()
    {
        _experience = await (await Hall.AdministratorAsync()).ExperienceAsync("Baseline", [World.OrganizationId], [HallWorld.A]);
        var buyer = await Hall.BuyerAsync();
        foreach (var product in new[] { HallWorld.B, HallWorld.C, HallWorld.D })
        {
            await buyer.RunAsync(new
            {
                ChangeType = "CreateProductProcurementRequest",
                Entity = new { Type = "ProductProcurementRequest@1.0" },
                DetailsDocument = new { Products = new[] { new { Id = product } }, Reason = $"For the ledger, {product}" },
            });
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task M22_M23_Requests_are_answered_on_the_tab_of_an_experience_blocks_are_lifted_and_requests_switched_off()
    {
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", "Administrator", World.Management);
        await using var dana = await Hall.VisitAsync(chromium, "dana@example.com", "Buyer", World.Developer);

        await OpenAsync(amara, "Pending requests");
        await amara.Main.Locator("tr:has-text('Ledger Sync') >> text=View details").ClickAsync();
        await amara.SeesAsync($"For the ledger, {HallWorld.B}");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.PressAsync("Add to Private Marketplace");
        await OpenAsync(amara, "Pending requests");
        await amara.TickAsync("Cargo Scan");
        await amara.TickAsync("Delta Build");
        await amara.PressAsync("Decline");
        await amara.TypeAsync("Reason", "We have another");
        await amara.ChooseAsync("Block");
        await amara.PressAsync("Decline");
        await amara.SeesAsync("No pending requests");
        Assert.Equal(0, await OffersAsync(dana, HallWorld.D));

        await OpenAsync(amara, "All AWS Marketplace products");
        await amara.TickAsync("Cargo Scan");
        await amara.PressAsync("Add to Private Marketplace");
        await amara.PressAsync("Add to Private Marketplace");
        await OpenAsync(amara, "Blocked products");
        await amara.TickAsync("Delta Build");
        await amara.PressAsync("Lift blocks");
        await amara.PressAsync("Lift blocks");
        await amara.IsToldAsync("1 product.");
        Assert.Equal(1, await OffersAsync(dana, HallWorld.D));
        await dana.GoAsync("/products/" + HallWorld.C);
        await dana.SeesAsync("approved for procurement");

        await amara.OpenTabAsync("Settings");
        await amara.ChooseAsync("Off");
        await amara.PressAsync("Save");
        await amara.PressAsync("Save");
        await amara.IsToldAsync("Saved.");
        Assert.Equal(0, await OffersAsync(dana, HallWorld.D));
        await dana.SeesAsync("Requests are switched off");
        amara.HasSeenNoFaults();
        dana.HasSeenNoFaults();
    }

    /// <summary>How often a product's page offers to ask for it.</summary>
    private static async Task<int> OffersAsync(Visit dana, string product)
    {
        await dana.GoAsync("/products/" + product);
        await dana.SeesAsync("Not approved in your organization's private marketplace.");
        return await dana.CountAsync("Create request");
    }

    private async Task OpenAsync(Visit amara, string tab)
    {
        await amara.GoAsync($"/console/experiences/{_experience}");
        await amara.OpenTabAsync(tab);
    }
}
