using System.Net;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Faults;

/// <summary>A database that is busy, full or away under a running Guildhall, seen through the wire. security.md 7.</summary>
public sealed class StoreOutageTests
{
    [Fact]
    public async Task F20_while_another_holds_the_SQLite_file_locked_writes_are_throttled_reads_served_and_then_all_is_well_again()
    {
        await using var hall = await RunningHall.StartAsync();
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Locked", [hall.World.OrganizationId], [HallWorld.A]);
        var outage = new Outage(administrator);

        await using (var other = hall.Guildhall.Database.Open())
        {
            // BEGIN IMMEDIATE of another connection: what another process does while it writes.
            await using var transaction = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            var refused = await administrator.TryStartAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Lost" }));
            Outage.AssertRefused(refused, HttpStatusCode.TooManyRequests, "ThrottlingException");
            await outage.AssertReadsServedAsync(experience, hall.World.Developer);
        }

        await outage.AssertRecoveredAsync(experience);
    }

    [Fact]
    public async Task F21_a_full_disk_refuses_writes_with_503_stores_no_part_of_them_and_needs_no_restart()
    {
        await using var hall = await RunningHall.StartAsync();
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Full", [hall.World.OrganizationId], [HallWorld.A]);
        var outage = new Outage(administrator);

        await using (await FullDisk.UnderAsync(hall.Guildhall))
        {
            await outage.AssertWritesRefusedAsync(experience, HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
            await outage.AssertReadsServedAsync(experience, hall.World.Developer);
        }

        await outage.AssertRecoveredAsync(experience);
    }

    [Fact]
    [Trait("Ring", "Postgres")]
    public async Task F24_a_PostgreSQL_that_goes_away_and_comes_back_costs_no_acknowledged_write_and_no_restart()
    {
        await using var server = new PostgresServer();
        await server.ConnectAsync();
        await using var database = new PostgresDatabase(server);
        await using var hall = await RunningHall.StartAsync(database, options => options with { ChangeSetDelay = TimeSpan.FromSeconds(1) });
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Away", [hall.World.OrganizationId], [HallWorld.A]);
        var outage = new Outage(administrator);
        var acknowledged = await administrator.StartAsync(HallCaller.Change("CreateBrandingSettings", experience, new { Name = "Kept", Configuration = new { Title = "Kept" } }));

        await server.CrashAsync();
        await outage.AssertWritesRefusedAsync(experience, HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
        Outage.AssertRefused(await administrator.GetAsync($"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={acknowledged}"), HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
        Outage.AssertRefused(await administrator.PostAsync("/ListChangeSets", new { Catalog = "AWSMarketplace" }), HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
        Outage.AssertRefused(await administrator.PostAsync("/2026-02-05/getOffer", new { offerId = "offer-a" }), HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
        Outage.AssertRefused(await administrator.TargetAsync("AWSMPCommerceService_v20200301.DescribeAgreement", """{"agreementId":"agmt-aaaaaaaaaaaaa"}""", "application/x-amz-json-1.0"), HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException");
        Outage.AssertRefused(await administrator.GetAsync("/api/v1/events"), HttpStatusCode.ServiceUnavailable, "STORE_UNAVAILABLE");
        await outage.AssertReadsServedAsync(experience, hall.World.Developer);

        await server.StartAgainAsync();
        await outage.AssertSucceedsAsync(acknowledged);
        await outage.AssertRecoveredAsync(experience);
    }
}
