using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>Who may administer, seen through the AWS CLI. mission.md M-01, M-15, M-27.</summary>
[Trait("Ring", "Clients")]
public sealed class RightsTests : CliTests
{
    private const string Create = """{ "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "CreateExperience", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "New" } } ] }""";

    [Fact]
    public async Task M01_Administration_needs_both_the_account_and_the_policy()
    {
        var member = new MarketplaceCli(Hall, await Hall.CallerAsync(World.Ledger, "ledger", "AWSPrivateMarketplaceAdminFullAccess"));
        var visitor = new MarketplaceCli(Hall, await Hall.CallerAsync(World.Management, "visitor", "AWSPrivateMarketplaceRequests"));
        var delegated = new MarketplaceCli(Hall, await Hall.CallerAsync(World.Delegated, "delegate", "AWSPrivateMarketplaceAdminFullAccess"));

        var refused = await member.ChangeAsync(Create);
        Assert.Equal("CALLER_NOT_AUTHORIZED", refused.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0].GetProperty("ErrorCode").GetString());
        Assert.Equal("AccessDeniedException", (await visitor.CallAsync("start-change-set", Create)).ErrorName);
        Assert.Equal("SUCCEEDED", (await delegated.ChangeAsync(Create)).GetProperty("Status").GetString());
    }

    [Fact]
    public async Task M27_A_stand_alone_account_has_one_experience_associated_with_itself_and_no_second()
    {
        var owner = await Hall.CallerAsync(World.Standalone, "owner", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        var aws = new MarketplaceCli(Hall, owner);

        var first = await aws.ChangeAsync(Create);
        var second = await aws.ChangeAsync(Create);

        Assert.Equal("SUCCEEDED", first.GetProperty("Status").GetString());
        Assert.Equal("LIMIT_EXCEEDED", second.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0].GetProperty("ErrorCode").GetString());
        var experience = first.GetProperty("ChangeSet")[0].GetProperty("Entity").GetProperty("Identifier").GetString()!.Split('@')[0];
        await owner.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Status = "Enabled" }));
        var decision = await owner.DecideAsync(World.Standalone, HallWorld.A);
        Assert.Equal((experience, "Associated"), (decision["experienceId"]!.GetValue<string>(), decision["relationship"]!.GetValue<string>()));
    }

    [Fact]
    public async Task M15_A_person_asks_for_software_only_while_requests_are_on()
    {
        var experience = await Administrator.ExperienceAsync("Everyone", [World.OrganizationId], []);
        var buyer = new MarketplaceCli(Hall, await Hall.BuyerAsync());
        await Administrator.RunAsync(HallCaller.Change("UpdateProcurementPolicy", experience, new { Configuration = new { PolicyResourceRequests = "Deny" } }));

        var set = await buyer.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "CreateProductProcurementRequest", "Entity": { "Type": "ProductProcurementRequest@1.0" },
                "DetailsDocument": { "Products": [ { "Id": "{{HallWorld.B}}" } ], "Reason": "Needed" } } ] }
            """);

        Assert.Equal("REQUESTS_DISABLED", set.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0].GetProperty("ErrorCode").GetString());
    }
}
