using Guildhall.Tests.Server;
using static Guildhall.Tests.Clients.MarketplaceCli;

namespace Guildhall.Tests.Clients;

/// <summary>Archiving, reactivating, going live and branding through the AWS CLI. mission.md M-17, M-25; private-marketplace.md 3.3, 11.4.</summary>
[Trait("Ring", "Clients")]
public sealed class ArchiveCliTests() : CliTests(options => options with { LogosFromLoopback = true })
{
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    public async Task M25_An_archived_experience_takes_no_change_gives_its_audience_away_and_comes_back_not_live()
    {
        var old = await Administrator.ExperienceAsync("Old", [World.Ledger], [HallWorld.A], live: false);
        var other = await Administrator.ExperienceAsync("Other", [], []);

        Assert.Equal("SUCCEEDED", await StatusAsync(Change("RestrictExperience", old, "{}")));
        Assert.Equal("EXPERIENCE_RESTRICTED", CodeOf(await SetAsync(Change("UpdateExperience", old, """{ "Name": "Late" }"""))));
        Assert.Equal("SUCCEEDED", await StatusAsync(Change("AssociateAudience", other, $$"""{ "Principals": ["{{World.Ledger}}"] }""")));
        Assert.Equal("SUCCEEDED", await StatusAsync(Change("ReviveExperience", old, "{}")));
        Assert.Equal("EXPERIENCE_NOT_RESTRICTED", CodeOf(await SetAsync(Change("ReviveExperience", old, "{}"))));

        var details = (await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {old}")).GetProperty("DetailsDocument");
        Assert.Equal(("Old", "Disabled", "Editable"), (details.GetProperty("Name").GetString(), details.GetProperty("Status").GetString(), details.GetProperty("AdminStatus").GetString()));
        Assert.Equal(1, details.GetProperty("ProcurementPolicies").GetArrayLength());
        Assert.Equal(other, (await Administrator.DecideAsync(World.Ledger, HallWorld.A))["experienceId"]!.GetValue<string>());
    }

    /// <summary>As far as the API shows M-17: what is bought or renewed from then on is decided by the list, and going live changes nothing of it.</summary>
    [Fact]
    public async Task M17_Going_live_changes_no_list_and_governs_what_is_bought_from_then_on()
    {
        var experience = await Administrator.ExperienceAsync("Soon", [World.Ledger], [HallWorld.A], live: false);
        var policy = (await Administrator.DescribeEntityAsync(experience)).Json["DetailsDocument"]!["ProcurementPolicies"]![0]!.GetValue<string>();
        var before = await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {policy}");
        Assert.Equal("NOT_GOVERNED", await ReasonAsync(HallWorld.B));

        Assert.Equal("SUCCEEDED", await StatusAsync(Change("UpdateExperience", experience, """{ "Status": "Enabled" }""")));

        Assert.Equal(["PRODUCT_ALLOWED", "PRODUCT_NOT_APPROVED"], [await ReasonAsync(HallWorld.A), await ReasonAsync(HallWorld.B)]);
        Assert.Equal(before.GetRawText(), (await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {policy}")).GetRawText());
    }

    [Fact]
    public async Task Example_11_4_denies_a_product_and_copies_a_logo()
    {
        await using var elsewhere = await LogoHost.StartAsync(Pixel);
        await using var noImage = await LogoHost.StartAsync("no image"u8.ToArray());
        var experience = await Administrator.ExperienceAsync("Branded", [World.Ledger], [HallWorld.C]);
        await Administrator.RunAsync(HallCaller.Change("CreateBrandingSettings", experience, new { Name = "Brand", Configuration = new { Title = "Kept" } }));

        Assert.Equal("SUCCEEDED", await StatusAsync(
            Change("DenyProductProcurement", experience, $$"""{ "Products": [ { "Ids": ["{{HallWorld.C}}"], "Notes": "Replaced" } ] }"""),
            Change("UpdateBrandingSettings", experience, $$"""{ "Configuration": { "LogoUrl": "{{elsewhere.Url}}/logo.png" } }""")));

        var branding = (await Administrator.DescribeEntityAsync(experience)).Json["DetailsDocument"]!["BrandingSettings"]![0]!.GetValue<string>();
        var configuration = (await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {branding}")).GetProperty("DetailsDocument").GetProperty("Configuration");
        Assert.Equal("Kept", configuration.GetProperty("Title").GetString());
        using var http = new HttpClient { BaseAddress = new Uri(Hall.Url) };
        Assert.Equal(Pixel, await http.GetByteArrayAsync(configuration.GetProperty("LogoUrl").GetString(), TestContext.Current.CancellationToken));
        Assert.Equal("PRODUCT_DENIED", await ReasonAsync(HallWorld.C));
        Assert.Equal("INVALID_IMAGE", CodeOf(await SetAsync(Change("UpdateBrandingSettings", experience, $$"""{ "Configuration": { "LogoUrl": "{{noImage.Url}}/logo.png" } }"""))));
    }

    private Task<System.Text.Json.JsonElement> SetAsync(params string[] changes) =>
        Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{string.Join(", ", changes)}} ] }""");

    private async Task<string> StatusAsync(params string[] changes) => (await SetAsync(changes)).GetProperty("Status").GetString()!;

    private async Task<string> ReasonAsync(string product) => (await Administrator.DecideAsync(World.Ledger, product))["reason"]!.GetValue<string>();
}
