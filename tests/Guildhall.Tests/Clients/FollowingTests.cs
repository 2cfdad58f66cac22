using Guildhall.App.Organizations;
using Guildhall.Domain;
using Guildhall.Tests.Server;
using static Guildhall.Tests.Clients.Following;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI changes the organization in the simulated AWS, and Guildhall's decisions follow. Issue 2, "Must show" 3.</summary>
[Trait("Ring", "Clients")]
public sealed class FollowingTests
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";

    [Fact]
    public async Task M12_An_account_moved_to_a_new_unit_and_back_is_governed_by_where_it_is()
    {
        AwsCli.Need();
        await using var hall = await StartAsync();
        var administrator = await hall.AdministratorAsync();
        var finance = await administrator.ExperienceAsync("Finance", [hall.World.Finance], [HallWorld.A]);
        var aws = MarketplaceCli.Organizations(hall);

        var unit = (await aws.RunAsync($"organizations create-organizational-unit --parent-id {hall.World.Engineering} --name Tools")).Json.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!;
        (await aws.RunAsync($"organizations move-account --account-id {hall.World.Ledger} --source-parent-id {hall.World.Finance} --destination-parent-id {unit}")).Ok();
        await FollowsAsync("NOT_GOVERNED", () => ReasonAsync(hall, administrator));

        var tools = await administrator.ExperienceAsync("Tools", [unit], []);
        Assert.Equal(tools, (await administrator.DecideAsync(hall.World.Ledger, HallWorld.A))["experienceId"]!.GetValue<string>());
        (await aws.RunAsync($"organizations move-account --account-id {hall.World.Ledger} --source-parent-id {unit} --destination-parent-id {hall.World.Finance}")).Ok();
        await FollowsAsync(finance, async () => (await administrator.DecideAsync(hall.World.Ledger, HallWorld.A))["experienceId"]?.GetValue<string>());
        Assert.Equal("PRODUCT_ALLOWED", await ReasonAsync(hall, administrator));
    }

    [Fact]
    public async Task Conformance_12_M18_Trusted_access_disabled_ends_all_governance_and_enabled_again_brings_none_back()
    {
        AwsCli.Need();
        await using var hall = await StartAsync();
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Everyone", [hall.World.OrganizationId], []);
        var aws = MarketplaceCli.Organizations(hall);
        Assert.Equal("PRODUCT_NOT_APPROVED", await ReasonAsync(hall, administrator));

        (await aws.RunAsync($"organizations disable-aws-service-access --service-principal {Principal}")).Ok();
        await FollowsAsync("NOT_GOVERNED", () => ReasonAsync(hall, administrator));

        (await aws.RunAsync($"organizations enable-aws-service-access --service-principal {Principal}")).Ok();
        await FollowsAsync("Enabled", () => Task.FromResult<string?>($"{Find(hall).Organization.Integration}"));
        Assert.Equal("NOT_GOVERNED", (await administrator.DecideAsync(hall.World.Developer, HallWorld.A))["reason"]!.GetValue<string>());
        Assert.Equal("NOT_GOVERNED", await ReasonAsync(hall, administrator));
        await FollowsAsync("SUCCEEDED", async () =>
            (await administrator.RunAsync(HallCaller.Change("AssociateAudience", experience, new { Principals = new[] { hall.World.Finance } })))["Status"]!.GetValue<string>());
        Assert.Equal("PRODUCT_NOT_APPROVED", await ReasonAsync(hall, administrator));
        Assert.Equal("NOT_GOVERNED", (await administrator.DecideAsync(hall.World.Developer, HallWorld.A))["reason"]!.GetValue<string>());
    }

    private static PrivateMarketplace Find(RunningHall hall) => hall.Guildhall.Marketplaces.Find(new TenantId(hall.World.OrganizationId))!.Marketplace;

    /// <summary>A hall that reads its organization as the demo does: every 2 s, and whole.</summary>
    private static Task<RunningHall> StartAsync() => RunningHall.StartAsync(with: options =>
        options with { SyncInterval = TimeSpan.FromSeconds(2), Reading = new ReadingOptions { WalkEvery = TimeSpan.Zero } });

    private static async Task<string?> ReasonAsync(RunningHall hall, HallCaller administrator) =>
        (await administrator.DecideAsync(hall.World.Ledger, HallWorld.A))["reason"]!.GetValue<string>();
}
