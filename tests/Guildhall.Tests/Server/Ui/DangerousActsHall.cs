using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall with an experience for each act, made before the clock moves.</summary>
public abstract class DangerousActsHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    internal MovedClock Clock { get; } = new();

    /// <summary>A change set that could not archive an experience.</summary>
    internal string Failed { get; private set; } = "";

    internal int Sets
    {
        get
        {
            using var db = Hall.Guildhall.Database.Open();
            return db.ChangeSets.AsNoTracking().Count();
        }
    }

    /// <summary>Whether something was begun with a member account.</summary>
    internal bool HasSteps(string account)
    {
        using var db = Hall.Guildhall.Database.Open();
        return db.Effects.AsNoTracking().Any(e => e.Subject == account);
    }

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = Clock });

    protected override async Task PrepareAsync()
    {
        var administrator = await Hall.AdministratorAsync();
        (string Name, string[] Principals, bool Live)[] experiences =
        [
            ("Archived", [], false), ("Offline", [], true), ("Not live", [], true), ("Settled", [], true), ("Given", [World.Developer, World.Platform], true), ("Listed", [World.Ledger], true),
            ("Failing", [], true), ("Plain", [], true), ("Left", [World.AtRoot], true),
        ];
        foreach (var (name, principals, live) in experiences) _ids[name] = await administrator.ExperienceAsync(name, principals, [], live);
        Failed = (await administrator.RunAsync(HallCaller.Change("RestrictExperience", _ids["Failing"], new { })))["ChangeSetId"]!.GetValue<string>();
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
    }

    internal string Id(string name) => _ids[name];

    internal Experience Find(string name) => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.GetExperience(new EntityId(_ids[name]));
}

public sealed class SqliteDangerousActsHall() : DangerousActsHall(null);

public sealed class PostgresDangerousActsHall(PostgresServer server) : DangerousActsHall(new PostgresDatabase(server));
