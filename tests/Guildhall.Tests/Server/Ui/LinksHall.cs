using Guildhall.App.People;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall where a marketplace manager links organizations, with a clock that is moved.</summary>
public abstract class LinksHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    internal const string List = "/admin/settings/vendors/aws/organizations";
    internal const string Manager = "maya@example.com";
    internal const string Administrator = "amara@example.com";
    internal const string Auditor = "otto@example.com";

    internal MovedClock Clock { get; } = new();

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = Clock });

    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync(Manager, Role.MarketplaceManager, "");
        await Hall.AddPersonAsync(Administrator, "Administrator", World.Management);
        await Hall.AddPersonAsync(Auditor, "Auditor", World.Management);
    }

    /// <summary>The form filled for an account.</summary>
    public static (string, string)[] Form(string account, SigningCredentials key, string act) =>
    [
        ("act", act), ("accountId", account), ("region", "eu-central-1"), ("accessKeyId", key.AccessKeyId), ("secretAccessKey", key.SecretAccessKey),
        ("emailPattern", $"aws-{account}+%s@example.com"), ("mode", "fresh"), ("integrate", "on"),
    ];

    /// <summary>Links a fresh account on the pages and waits until it is set up; answers the address of its page.</summary>
    internal async Task<string> LinkAsync(Browsing maya, string name)
    {
        var (account, key) = Hall.FreshAccount(name);
        var (saved, html) = await maya.PostAsync(List + "/new", List + "/new", [.. Form(account, key, "save"), ("name", name)]);
        Assert.True(saved.RequestMessage!.RequestUri!.AbsolutePath == List, html);
        return await ActiveAsync(account);
    }

    /// <summary>Waits until the link of an account is set up; answers the address of its page.</summary>
    internal async Task<string> ActiveAsync(string account)
    {
        while (true)
        {
            var link = (await Hall.Guildhall.Links.FindAsync(account, TestContext.Current.CancellationToken))!;
            if (link.State == "Active") return $"{List}/{link.Id}";
            Assert.True(link.State == "Checking", link.LastProblem);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}

public sealed class SqliteLinksHall() : LinksHall(null);

public sealed class PostgresLinksHall(PostgresServer server) : LinksHall(new PostgresDatabase(server));
