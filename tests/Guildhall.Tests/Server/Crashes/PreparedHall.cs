using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Changes;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>
/// What a database holds before its first crash: a linked organization, 26 products, a live experience that governs everybody, others that are not live,
/// and the keys of an administrator and of a buyer.
/// </summary>
internal sealed class PreparedHall
{
    private static readonly string[] BuyerPolicies = ["AWSPrivateMarketplaceRequests", "GuildhallBuyer"];

    private PreparedHall(HallWorld world) => World = world;

    public MasterKey MasterKey { get; } = MasterKey.Make();

    public HallWorld World { get; }

    public SigningCredentials Administrator { get; private set; } = null!;

    public SigningCredentials Buyer { get; private set; } = null!;

    /// <summary>Those that are not live.</summary>
    public IReadOnlyList<string> Experiences { get; private set; } = [];

    /// <summary>The one that governs the buyer.</summary>
    public string Live { get; private set; } = "";

    /// <summary>The change sets that made all this.</summary>
    public int Sets { get; private set; }

    public static string Product(int n) => $"prod-{(char)('a' + n)}aaaaaaaaaaaa";

    /// <param name="folder">For the simulated AWS, which is needed only now.</param>
    /// <param name="database">An empty one.</param>
    /// <param name="experiences">How many that are not live.</param>
    public static async Task<PreparedHall> MakeAsync(string folder, Database database, int experiences)
    {
        var simulation = new SimulationOptions { DataFile = Path.Combine(folder, "aws.db"), Seed = 7, AccountQuota = 1_000 };
        await using var aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await aws.StartAsync(CancellationToken.None);
        var hall = new PreparedHall(HallWorld.Plant(aws.World));
        await database.MigrateAsync(CancellationToken.None);
        var options = new InstallationOptions(database, hall.MasterKey) { AwsEndpoint = new Uri(aws.Urls.First()) };
        await using var guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, CancellationToken.None);
        await hall.FillAsync(guildhall, experiences);
        return hall;
    }

    private async Task FillAsync(Installation guildhall, int experiences)
    {
        var wish = new LinkWish(new AccountId(World.Management), "us-east-1", World.Aws.AccessKeyId, new Secret(World.Aws.SecretAccessKey)) { Mode = LinkMode.Adopt, Default = true };
        Assert.Equal(LinkStates.Active, (await guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator("test"), CancellationToken.None)).Value.Link?.State);
        Assert.True((await guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(Catalogue()))), keepGoing: false, CancellationToken.None)).Applied);
        Administrator = await KeyAsync(guildhall, World.Management, "GuildhallAdministrator");
        Buyer = await KeyAsync(guildhall, World.Developer, BuyerPolicies);
        await guildhall.CatchUpAsync(CancellationToken.None);
        foreach (var n in Enumerable.Range(0, experiences)) await RunAsync(guildhall, Experience($"Experience {n}"));
        Experiences = Ids(guildhall);
        await RunAsync(guildhall, Experience("Live", new ChangeDraft("AssociateAudience", "Experience@1.0")
        {
            Identifier = "$New.Entity.Identifier",
            DetailsDocument = JsonSerializer.SerializeToElement(new { Principals = new[] { World.OrganizationId } }),
        }));
        Live = Assert.Single(Ids(guildhall).Except(Experiences));
        await RunAsync(guildhall, new ChangeSetDraft([new ChangeDraft("UpdateExperience", "Experience@1.0") { Identifier = Live, DetailsDocument = JsonSerializer.SerializeToElement(new { Status = "Enabled" }) }]));
        await using var db = guildhall.Database.Open();
        Sets = await db.ChangeSets.CountAsync();
    }

    private static async Task<SigningCredentials> KeyAsync(Installation guildhall, string account, params string[] policies)
    {
        var issued = await guildhall.KeyIssuing.CreateAsync(new AccountId(account), "somebody", [.. policies.Select(p => new AttachedPolicy(p))], CancellationToken.None);
        return new SigningCredentials(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal());
    }

    private async Task RunAsync(Installation guildhall, ChangeSetDraft draft)
    {
        Assert.False((await guildhall.ChangeSets.StartAsync(guildhall.Keys.FindCaller(Administrator.AccessKeyId)!, draft, "prepared", CancellationToken.None)).Refused);
        await guildhall.Worker.DrainAsync();
    }

    private string[] Ids(Installation guildhall) =>
        [.. guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace.Experiences.Keys.Select(id => id.Value)];

    private static ChangeSetDraft Experience(string name, params ChangeDraft[] more) => new(
    [
        new ChangeDraft("CreateExperience", "Experience@1.0") { ChangeName = "New", DetailsDocument = JsonSerializer.SerializeToElement(new { Name = name }) },
        new ChangeDraft("CreateProcurementPolicy", "Experience@1.0") { Identifier = "$New.Entity.Identifier", DetailsDocument = JsonSerializer.SerializeToElement(new { Name = name }) },
        .. more,
    ]);

    private static string Catalogue() => string.Join('\n',
    [
        """{"kind":"header","format":"guildhall-catalog/1","source":"crash"}""",
        """{"kind":"seller","id":"seller-a","displayName":"Alderwick Data"}""",
        .. Enumerable.Range(0, 26).Select(n => $$"""{"kind":"product","id":"{{Product(n)}}","type":"SaaSProduct","title":"Product {{n}}","seller":"seller-a","visibility":"Public"}"""),
    ]);
}
