using static Guildhall.Tests.Server.Api.ApiHall;
using static Guildhall.Tests.Server.Api.EntityListing;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Api;

/// <summary>ListEntities of the private marketplace: who sees what of it, and its filters. private-marketplace.md 2.6, 4.14.</summary>
public abstract class MarketplaceListTests(ApiHall fixture)
{
    private HallCaller Administrator => fixture.Administrator;

    [Fact]
    public async Task A_summary_of_the_private_marketplace_has_five_members()
    {
        var id = await Administrator.ExperienceAsync("Five members", [], []);
        var answer = await Administrator.PostAsync("/ListEntities", List("Experience", new { FilterList = Filter("EntityId", id) }));

        var summary = answer.Json["EntitySummaryList"]!.AsArray().Single()!.AsObject();
        Assert.Equal(["Name", "EntityType", "EntityId", "EntityArn", "LastModifiedDate"], summary.Select(m => m.Key));
        Assert.Equal("Five members", summary["Name"]!.GetValue<string>());
        Assert.Equal("Experience", summary["EntityType"]!.GetValue<string>());
        Assert.Equal(fixture.ArnOf(id), summary["EntityArn"]!.GetValue<string>());
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", summary["LastModifiedDate"]!.GetValue<string>());
        Assert.Null(answer.Json["NextToken"]);
    }

    [Fact]
    public async Task Conformance_09_A_delegated_administrator_sees_nothing_without_scope_and_everything_with_it()
    {
        var id = await fixture.Delegate.ExperienceAsync("Made by the delegate", [], []);

        Assert.Empty(await IdsAsync(fixture.Delegate, "Experience"));
        Assert.Contains(id, await IdsAsync(fixture.Delegate, "Experience", new { FilterList = Filter("Scope", "SharedWithMe") }));
        Assert.Contains(id, await IdsAsync(fixture.Delegate, "Experience", new { OwnershipType = "SHARED" }));
        Assert.Contains(id, await IdsAsync(Administrator, "Experience"));
        Assert.Empty(await IdsAsync(Administrator, "Experience", new { OwnershipType = "SHARED" }));
        Assert.Equal(fixture.ArnOf(id), (await fixture.Delegate.DescribeEntityAsync(id)).Text("EntityArn"));
    }

    [Fact]
    public async Task A_member_account_lists_none_of_the_administrators_entities()
    {
        await CompleteAsync("Hidden", fixture.World.AtRoot);

        foreach (var type in new[] { "Experience", "ProcurementPolicy", "BrandingSettings", "Audience" })
        {
            Assert.Empty(await IdsAsync(fixture.Buyer, type));
            Assert.Empty(await IdsAsync(fixture.Buyer, type, new { OwnershipType = "SHARED" }));
            Assert.Empty(await IdsAsync(fixture.Stranger, type));
            Assert.NotEmpty(await IdsAsync(Administrator, type));
        }
    }

    [Fact]
    public async Task Children_are_listed_with_names_of_their_own_and_filtered_by_them()
    {
        var id = await CompleteAsync("Parent", fixture.World.Finance);
        var summary = (await Administrator.DescribeEntityAsync(id)).Json["DetailsDocument"]!;

        Assert.Equal([summary["ProcurementPolicies"]![0]!.GetValue<string>()], await IdsAsync(Administrator, "ProcurementPolicy", new { FilterList = Filter("Name", "Parent policy") }));
        Assert.Equal([summary["BrandingSettings"]![0]!.GetValue<string>()], await IdsAsync(Administrator, "BrandingSettings", new { FilterList = Filter("Name", "Parent brand") }));
        var audience = Assert.Single(await IdsAsync(Administrator, "Audience", new { FilterList = Filter("ExperienceId", id) }));
        Assert.StartsWith("aud-", audience, StringComparison.Ordinal);
        Assert.Equal([audience], await IdsAsync(Administrator, "Audience", new { FilterList = Filter("Principal", fixture.World.Finance) }));
        Assert.Empty(await IdsAsync(Administrator, "Audience", new { FilterList = Filter("Principal", fixture.World.Ledger) }));
    }

    [Fact]
    public async Task Experiences_are_filtered_by_status_and_archived_ones_are_listed_too()
    {
        var live = await Administrator.ExperienceAsync("Status live", [], []);
        var offline = await Administrator.ExperienceAsync("Status offline", [], [], live: false);
        var archived = await Administrator.ExperienceAsync("Status archived", [], [], live: false);
        await Administrator.RunAsync(Change("RestrictExperience", archived, new { }));
        string[] all = [live, offline, archived];

        Assert.Equal([live], (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("Status", "Enabled"), MaxResults = 50 })).Intersect(all));
        Assert.Equal([archived], (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("AdminStatus", "Restricted"), MaxResults = 50 })).Intersect(all));
        Assert.Equal(2, (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("AdminStatus", "Editable"), MaxResults = 50 })).Intersect(all).Count());
        Assert.Equal(
            [offline],
            (await IdsAsync(Administrator, "Experience", new { FilterList = Filter("Status", "Disabled").Concat(Filter("AdminStatus", "Editable", "Editable")), MaxResults = 50 })).Intersect(all));
    }

    [Fact]
    public async Task Requests_are_listed_to_administrators_and_to_their_own_account()
    {
        await Administrator.ExperienceAsync("For requests", [fixture.World.Platform], []);
        var set = await fixture.Buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = HallWorld.B } }, Reason = "Needed" },
        });
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        var id = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];

        Assert.Equal([id], await IdsAsync(fixture.Buyer, "ProductProcurementRequest"));
        Assert.Equal([id], await IdsAsync(Administrator, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("RequestStatus", "Pending") }));
        Assert.Equal([id], await IdsAsync(fixture.Delegate, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("ProductId", HallWorld.B) }));
        Assert.Empty(await IdsAsync(Administrator, "ProductProcurementRequest", new { OwnershipType = "SHARED", FilterList = Filter("RequestStatus", "Approved", "Declined") }));
        Assert.Empty(await IdsAsync(Administrator, "ProductProcurementRequest"));
        var neighbour = await fixture.Hall.CallerAsync(fixture.World.Ledger, "neighbour", "AWSPrivateMarketplaceRequests");
        Assert.Empty(await IdsAsync(neighbour, "ProductProcurementRequest"));
        Assert.Empty(await IdsAsync(neighbour, "ProductProcurementRequest", new { OwnershipType = "SHARED" }));
    }

    /// <summary>An experience with every child.</summary>
    private async Task<string> CompleteAsync(string name, string principal)
    {
        var id = await Administrator.ExperienceAsync(name, [principal], []);
        var set = await Administrator.RunAsync(Change("CreateBrandingSettings", id, new { Name = $"{name} brand" }));
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        return id;
    }
}

public sealed class MarketplaceListOnSqliteTests(SqliteApiHall hall) : MarketplaceListTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class MarketplaceListOnPostgresTests(PostgresApiHall hall) : MarketplaceListTests(hall), IClassFixture<PostgresApiHall>;
