using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Api;

public abstract class PreviewTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    [Fact]
    public async Task M13_A_preview_tells_who_would_be_affected_and_changes_nothing()
    {
        var administrator = await Hall.AdministratorAsync();

        var answer = await administrator.PostAsync("/api/v1/preview", new { ChangeSet = Changes() });
        var listed = await administrator.PostAsync("/ListEntities", new { Catalog = "AWSMarketplace", EntityType = "Experience" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(2, answer.Json["governors"]!.GetValue<int>());
        Assert.Equal(8, answer.Json["lost"]!.GetValue<long>());
        Assert.Equal(
            new[] { World.Delegated, World.Ledger }.Order(StringComparer.Ordinal),
            answer.Json["accounts"]!.AsArray().Select(a => a!["accountId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Empty(listed.Json["EntitySummaryList"]!.AsArray());
    }

    [Fact]
    public async Task A_preview_is_refused_as_the_change_set_would_be()
    {
        var administrator = await Hall.AdministratorAsync();
        var buyer = await Hall.BuyerAsync();

        var empty = await administrator.PostAsync("/api/v1/preview", new { });
        var denied = await buyer.PostAsync("/api/v1/preview", new { ChangeSet = Changes() });

        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Equal("ChangeSet", empty.Text("field"));
        Assert.Equal(HttpStatusCode.Forbidden, denied.Status);
    }

    private object[] Changes() =>
    [
        new { ChangeType = "CreateExperience", ChangeName = "Make", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Baseline" } },
        new { ChangeType = "CreateProcurementPolicy", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Name = "Products" } },
        new { ChangeType = "AllowProductProcurement", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Products = new[] { new { Ids = new[] { HallWorld.A } } } } },
        new { ChangeType = "AssociateAudience", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Principals = new[] { World.Finance } } },
        new { ChangeType = "UpdateExperience", Entity = new { Type = "Experience@1.0", Identifier = "$Make.Entity.Identifier" }, DetailsDocument = new { Status = "Enabled" } },
    ];
}

public sealed class PreviewOnSqliteTests() : PreviewTests(null);

[Trait("Ring", "Postgres")]
public sealed class PreviewOnPostgresTests(PostgresServer server) : PreviewTests(new PostgresDatabase(server));
