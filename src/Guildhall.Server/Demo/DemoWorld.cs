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

    /// <summary>The demo of this world; null when none was planted.</summary>
    public static DemoWorld? Find(World world) => world.Recall(Note) is { } json ? JsonSerializer.Deserialize(json, DemoJson.Default.DemoWorld) : null;

    /// <summary>Plants organization, OUs, accounts and keys in one transaction.</summary>
    public static DemoWorld Plant(World world, DemoSize size) => world.Seed(seed =>
    {
        var planted = Plant(seed, size);
        seed.Remember(Note, JsonSerializer.Serialize(planted, DemoJson.Default.DemoWorld));
        return planted;
    });

    private static DemoWorld Plant(WorldSeed seed, DemoSize size)
    {
        var management = seed.Account("Acme Holding", "aws-management@acme.example");
        var organization = seed.Organization(management, size.Accounts + 1_000);
        var units = DemoUnits.Plant(seed, organization);
        var delegated = seed.Member(organization.Id, units.Security, "Cloud Procurement", "cloud-procurement@acme.example");
        var buyer = seed.Member(organization.Id, units.Finance, "Finance Analytics", "finance-analytics@acme.example");
        for (var n = 0; n < size.Accounts - 3; n++)
        {
            var (unit, name) = units.Place(n);
            var address = string.Create(CultureInfo.InvariantCulture, $"aws-{n + 1:0000}@acme.example");
            seed.Member(organization.Id, unit, string.Create(CultureInfo.InvariantCulture, $"{name} {(n / 9) + 1}"), address, withRoles: size.Accounts <= 1_000);
        }

        seed.PrivateMarketplace(organization.Id);
        seed.DelegatedAdministrator(organization.Id, delegated);
        seed.User(management, "guildhall-api", "AdministratorAccess");
        var api = seed.Key(management, "guildhall-api");
        return new DemoWorld(
            size, organization.Id, organization.RootId, management, delegated, buyer, units.Engineering, units.Marketing,
            new DemoKey(api.AccessKeyId, api.SecretAccessKey), Lonely(seed, "Birch Studio", "root@birch.example"), Lonely(seed, "Fresh Start", "root@fresh.example"));
    }

    private static DemoFreshAccount Lonely(WorldSeed seed, string name, string email)
    {
        var account = seed.Account(name, email);
        var key = seed.Key(account);
        return new DemoFreshAccount(account, email, key.AccessKeyId, key.SecretAccessKey);
    }
}
