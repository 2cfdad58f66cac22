using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Tests.Server;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>Many products in many experiences at one time.</summary>
[Trait("Ring", "Browser")]
public sealed class BulkStoryTests(Chromium chromium) : HallTests(postgres: null)
{
    private static readonly string[] Products = [.. Enumerable.Range(0, 500).Select(i => $"prod-bulk{i:d9}")];

    protected override async Task PrepareAsync()
    {
        var many = Products.Select(id => new Product(new ProductId(id), "SaaSProduct", $"Title of {id}", "Example Software", ProductVisibility.Public, DateTimeOffset.UnixEpoch));
        Hall.Guildhall.Marketplaces.Publish(ProductCatalogue.Of([.. HallWorld.Catalogue.Products, .. many]));
        var caller = await Hall.AdministratorAsync();
        await caller.ExperienceAsync("Baseline", [World.OrganizationId], [HallWorld.A]);
        await caller.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.B]);
        await caller.ExperienceAsync("Later", [], [], live: false);
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact(Timeout = 300_000)]
    public async Task M09_Five_hundred_products_of_a_file_are_added_to_three_experiences_and_each_is_reported()
    {
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com");
        var file = "Product id,Title\r\n" + string.Concat(Products.Select(id => $"{id},Title of it\r\n")) + "nothing here\r\n";

        await amara.GoAsync("/console");
        await amara.GoByAsync("Bulk add/remove products");
        await ChooseAllAsync(amara);
        await amara.Page.SetInputFilesAsync("#file", new FilePayload { Name = "products.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await amara.PressAsync("See the effect");
        await amara.SeesAsync("1,500 of 1,503 lines would change something.");
        await amara.SeesAsync("Left out in Baseline: 1");
        await amara.PressAsync("Add to Private Marketplace");

        await amara.SeesAsync("1,500 of 1,503 lines done.");
        await amara.SeesAsync("Not the id of a product");
        await amara.GoByAsync("Experiences");
        await Assertions.Expect(amara.Main.Locator("tr:has-text('Later') td[data-label='Approved products']")).ToHaveTextAsync("500");
        await Assertions.Expect(amara.Main.Locator("tr:has-text('Baseline') td[data-label='Approved products']")).ToHaveTextAsync("501");
        amara.HasSeenNoFaults();
    }

    [Fact(Timeout = 300_000)]
    public async Task M09_Sixty_products_are_added_to_three_experiences_and_removed_again_with_script_off()
    {
        await using var amara = await Hall.VisitAsync(chromium, "amara@example.com", script: false);

        await OrderAsync(amara, "Add to Private Marketplace");
        await OrderAsync(amara, "Remove");

        await amara.GoByAsync("Experiences");
        await Assertions.Expect(amara.Main.Locator("tr:has-text('Later') td[data-label='Approved products']")).ToHaveTextAsync("0");
        amara.HasSeenNoFaults();
    }

    private static async Task OrderAsync(Visit amara, string act)
    {
        await amara.GoAsync("/console/bulk");
        await amara.ChooseAsync(act);
        await ChooseAllAsync(amara);
        await amara.TypeAsync("Product ids", string.Join("\n", Products.Take(60)));
        await amara.PressAsync("See the effect");
        await amara.SeesAsync("180 of 180 lines would change something.");
        await amara.PressAsync(act);
        await Assertions.Expect(amara.Main.Locator("h1")).ToHaveTextAsync("Results");
        while (await amara.CountAsync("Refresh") > 0) await amara.Page.ReloadAsync();
        await amara.SeesAsync("180 of 180 lines done.");
    }

    private static async Task ChooseAllAsync(Visit amara)
    {
        foreach (var name in new[] { "Baseline", "Engineers", "Later" }) await amara.ChooseAsync(name);
    }
}
