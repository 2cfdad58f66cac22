using System.Security.Cryptography;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Tests.Wire.Signing;
using Microsoft.Data.Sqlite;

namespace Guildhall.Tests.SimulatedAws;

/// <summary>The world and its file: what was answered is there after a restart, and one seed gives one world.</summary>
public sealed class WorldTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guildhall-world-");

    private SimulationOptions Options => new() { DataFile = Path.Combine(_folder.FullName, "simulated-aws.db"), Seed = 7 };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        string before;
        CloudOrganization organization;
        CloudCaller user;
        await using (var cloud = await SimulatedCloud.StartAsync(_ => Options))
        {
            organization = cloud.Organization(accountQuota: 100);
            var unit = organization.Unit("Finance");
            for (var number = 1; number <= 15; number++) organization.Member($"Account {number}", unit);
            user = cloud.Enter(organization.Management.AccountId, "anna", "AWSOrganizationsReadOnlyAccess");
            (await organization.Management.OrganizationsAsync("TagResource", new { ResourceId = unit, Tags = new[] { new { Key = "a", Value = "b" } } })).Ok();
            (await organization.Management.OrganizationsAsync("EnableAWSServiceAccess", new { ServicePrincipal = "ram.amazonaws.com" })).Ok();
            (await organization.Management.OrganizationsAsync("CreateAccount", new { Email = "later@example.com", AccountName = "Later" })).Ok();
            cloud.World.Advance(TimeSpan.FromHours(5));
            before = await Tell(organization.Management);
        }

        await using var again = await SimulatedCloud.StartAsync(_ => Options);

        Assert.Equal(before, await Tell(organization.Management with { Cloud = again }));
        Assert.Equal(SimulatedCloud.Start.AddHours(5), again.World.Clock.GetUtcNow());
        (await (user with { Cloud = again }).OrganizationsAsync("ListAccounts")).Ok();
        Assert.Equal("AccessDeniedException", (await (user with { Cloud = again }).OrganizationsAsync("LeaveOrganization")).Error);
        Assert.DoesNotContain(organization.Management.AccountId, again.Account("new@example.com").AccountId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_in_progress_is_decided_after_a_restart()
    {
        string id;
        CloudCaller management;
        await using (var cloud = await SimulatedCloud.StartAsync(_ => Options))
        {
            management = cloud.Organization().Management;
            id = (await management.OrganizationsAsync("CreateAccount", new { Email = "a@example.com", AccountName = "A" })).Ok()
                .Json.GetProperty("CreateAccountStatus").GetProperty("Id").GetString()!;
        }

        await using var again = await SimulatedCloud.StartAsync(_ => Options);
        again.World.Advance(TimeSpan.FromSeconds(1));
        var status = (await (management with { Cloud = again }).OrganizationsAsync("DescribeCreateAccountStatus", new { CreateAccountRequestId = id })).Ok();

        Assert.Equal("SUCCEEDED", status.Json.GetProperty("CreateAccountStatus").GetProperty("State").GetString());
    }

    [Fact]
    public void One_seed_gives_the_same_ids_and_other_secrets()
    {
        var (first, second) = (Plant(seed: 7), Plant(seed: 7));

        Assert.Equal(first.Account, second.Account);
        Assert.Equal(first.Organization, second.Organization);
        Assert.NotEqual(first.Key, second.Key);
        Assert.NotEqual(first.Account, Plant(seed: 8).Account);
    }

    [Fact]
    public void A_second_process_is_kept_out_of_the_file()
    {
        using var held = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create());

        Assert.Equal(5, Assert.Throws<SqliteException>(() => World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create())).SqliteErrorCode);
    }

    [Fact]
    public void A_file_of_a_newer_release_is_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={Options.DataFile};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Throws<InvalidDataException>(() => World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create()));
        File.Delete(Options.DataFile);
    }

    [Fact]
    public void A_failed_seeding_leaves_nothing_behind()
    {
        using (var world = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create()))
        {
            Assert.Throws<ArgumentException>(() => world.Seed(seed => seed.Account("A", "a@example.com") + seed.Account("B", "a@example.com")));
            Assert.Equal(12, world.Seed(seed => seed.Account("A", "a@example.com")).Length);
        }

        using var again = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create());
        Assert.Throws<ArgumentException>(() => again.Seed(seed => seed.Account("A", "a@example.com")));
    }

    [Fact]
    public void What_was_remembered_is_recalled_after_a_restart()
    {
        using (var world = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create()))
        {
            Assert.Null(world.Recall("demo"));
            world.Seed(seed =>
            {
                seed.Remember("demo", "here");
                return 0;
            });
        }

        using var again = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create());
        Assert.Equal("here", again.Recall("demo"));
    }

    [Fact]
    public void The_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using var world = World.Open(Options, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Options.DataFile).UnixFileMode);
    }

    private static (string Account, SeededOrganization Organization, KeyPair Key) Plant(ulong seed)
    {
        using var world = World.Open(
            new SimulationOptions { DataFile = ":memory:", Seed = seed }, new FixedClock(SimulatedCloud.Start), RandomNumberGenerator.Create());
        return world.Seed(plant =>
        {
            var account = plant.Account("A", "a@example.com");
            return (account, plant.Organization(account, 10), plant.Key(account));
        });
    }

    private static async Task<string> Tell(CloudCaller caller)
    {
        var root = (await caller.OrganizationsAsync("ListRoots")).Ok();
        var rootId = root.Json.GetProperty("Roots")[0].GetProperty("Id").GetString();
        var units = (await caller.OrganizationsAsync("ListOrganizationalUnitsForParent", new { ParentId = rootId })).Ok();
        var unitId = units.Json.GetProperty("OrganizationalUnits")[0].GetProperty("Id").GetString();
        return string.Concat(
            (await caller.OrganizationsAsync("DescribeOrganization")).Ok().Body,
            root.Body,
            units.Body,
            (await caller.OrganizationsAsync("ListAccounts")).Ok().Body,
            (await caller.OrganizationsAsync("ListTagsForResource", new { ResourceId = unitId })).Ok().Body,
            (await caller.OrganizationsAsync("ListAWSServiceAccessForOrganization")).Ok().Body,
            (await caller.OrganizationsAsync("ListCreateAccountStatus")).Ok().Body,
            (await caller.IamAsync("ListRoles")).Ok().Elements("Arn").Aggregate("", string.Concat));
    }
}
