using System.Security.Cryptography;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Organizations;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>A data folder made once and copied for each chain of crashes: a linked organization, an administrator's key, a few experiences.</summary>
public sealed class PreparedFolder : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private int _copies;

    internal MasterKey MasterKey { get; } = MasterKey.Make();

    internal HallWorld World { get; private set; } = null!;

    internal SigningCredentials Administrator { get; private set; } = null!;

    internal IReadOnlyList<string> Experiences { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var simulation = new SimulationOptions { DataFile = Path.Combine(_folder, "aws.db"), Seed = 7, AccountQuota = 1_000 };
        await using var aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await aws.StartAsync(CancellationToken.None);
        World = HallWorld.Plant(aws.World);
        Directory.CreateDirectory(At("prepared"));
        var database = Database.Sqlite(DatabaseOf(At("prepared")));
        await database.MigrateAsync(CancellationToken.None);
        var options = new InstallationOptions(database, MasterKey) { AwsEndpoint = new Uri(aws.Urls.First()) };
        await using var guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, CancellationToken.None);
        await FillAsync(guildhall);
    }

    /// <summary>A fresh copy.</summary>
    internal string Copy()
    {
        var copy = At($"{Interlocked.Increment(ref _copies)}");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(At("prepared"))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    internal static string DatabaseOf(string folder) => Path.Combine(folder, "guildhall.db");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private async Task FillAsync(Installation guildhall)
    {
        var linked = await guildhall.Links.LinkAsync(new LinkDraft(new AccountId(World.Management), "us-east-1", World.Aws.AccessKeyId, new Secret(World.Aws.SecretAccessKey)), CancellationToken.None);
        Assert.NotNull(linked.Value.Link);
        var issued = await guildhall.KeyIssuing.CreateAsync(new AccountId(World.Management), "admin", [new AttachedPolicy("GuildhallAdministrator")], CancellationToken.None);
        Administrator = new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal());
        await guildhall.CatchUpAsync(CancellationToken.None);
        var caller = guildhall.Keys.FindCaller(Administrator.AccessKeyId)!;
        foreach (var name in new[] { "One", "Two", "Three", "Four" })
        {
            var started = await guildhall.ChangeSets.StartAsync(caller, Experience(name), name, CancellationToken.None);
            Assert.False(started.Refused);
        }

        await guildhall.Worker.DrainAsync();
        Experiences = [.. guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace.Experiences.Keys.Select(id => id.Value)];
        Assert.Equal(4, Experiences.Count);
    }

    private static ChangeSetDraft Experience(string name) => new(
    [
        new ChangeDraft("CreateExperience", "Experience@1.0") { ChangeName = "New", DetailsDocument = JsonSerializer.SerializeToElement(new { Name = name }) },
        new ChangeDraft("CreateProcurementPolicy", "Experience@1.0") { Identifier = "$New.Entity.Identifier", DetailsDocument = JsonSerializer.SerializeToElement(new { Name = name }) },
    ]);
}
