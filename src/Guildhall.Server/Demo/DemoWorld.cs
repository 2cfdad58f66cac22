using System.Globalization;
using System.Text.Json;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Server.Demo;

/// <summary>The simulated AWS of the demo: its ids and keys, noted in the world itself so that a restart finds them.</summary>
internal sealed record DemoWorld(
    DemoSize Size,
    string OrganizationId,
    string RootId,
    string ManagementAccountId,
    string DelegatedAdministratorAccountId,
    string BuyerAccountId,
    string EngineeringUnitId,
    string MarketingUnitId,
    DemoKey Aws,
    DemoFreshAccount StandaloneAccount,
    DemoFreshAccount FreshAccount)
{
    private const string Note = "guildhall-demo";
    private static readonly TimeSpan Age = TimeSpan.FromDays(400);
    private static readonly TimeSpan Newcomers = TimeSpan.FromDays(47);

    /// <summary>The demo of this world; null when none was planted.</summary>
    public static DemoWorld? Find(World world) => world.Recall(Note) is { } json ? JsonSerializer.Deserialize(json, DemoJson.Default.DemoWorld) : null;

    /// <summary>Plants organization, OUs, accounts and keys in one transaction. They have been there for more than a year, a few for some weeks, so that bills tell of months.</summary>
    public static DemoWorld Plant(World world, DemoSize size) => world.Seed(seed =>
    {
        var planted = Plant(seed, size, world.Clock.GetUtcNow());
        seed.Remember(Note, JsonSerializer.Serialize(planted, DemoJson.Default.DemoWorld));
        return planted;
    });

    private static DemoWorld Plant(WorldSeed seed, DemoSize size, DateTimeOffset now)
    {
        var (since, lately) = (now - Age, now - Newcomers);
        var management = seed.Account("Acme Holding", "aws-management@acme.example", since);
        var organization = seed.Organization(management, size.Accounts + 1_000, since);
        var units = DemoUnits.Plant(seed, organization);
        var delegated = seed.Member(organization.Id, units.Security, "Cloud Procurement", "cloud-procurement@acme.example", since: since);
        var buyer = seed.Member(organization.Id, units.Finance, "Finance Analytics", "finance-analytics@acme.example", since: since);
        for (var n = 0; n < size.Accounts - 3; n++)
        {
            var (unit, name) = units.Place(n);
            var address = string.Create(CultureInfo.InvariantCulture, $"aws-{n + 1:0000}@acme.example");
            seed.Member(organization.Id, unit, string.Create(CultureInfo.InvariantCulture, $"{name} {(n / 9) + 1}"), address, withRoles: size.Accounts <= 1_000, n % 10 == 9 ? lately : since);
        }

        seed.PrivateMarketplace(organization.Id);
        seed.DelegatedAdministrator(organization.Id, delegated);
        seed.User(management, "guildhall-api", "AdministratorAccess");
        var api = seed.Key(management, "guildhall-api");
        return new DemoWorld(
            size, organization.Id, organization.RootId, management, delegated, buyer, units.Engineering, units.Marketing,
            new DemoKey(api.AccessKeyId, api.SecretAccessKey), Lonely(seed, "Birch Studio", "root@birch.example", since), Lonely(seed, "Fresh Start", "root@fresh.example", now));
    }

    private static DemoFreshAccount Lonely(WorldSeed seed, string name, string email, DateTimeOffset since)
    {
        var account = seed.Account(name, email, since);
        var key = seed.Key(account);
        return new DemoFreshAccount(account, email, key.AccessKeyId, key.SecretAccessKey);
    }
}
