using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Changes;

/// <summary>A hall with sixty products more and administrators of two tenants; and other processes on its database, whose change sets never begin by themselves.</summary>
public abstract class BulkHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const string Amara = "amara@example.com";
    public const string Delegate = "delegate@example.com";
    public const string Rita = "rita@example.com";
    public const string Birk = "birk@example.com";

    private static readonly ProductCatalogue Catalogue = ProductCatalogue.Of(
        [.. HallWorld.Catalogue.Products, .. Enumerable.Range(0, 60).Select(i => new Product(new ProductId($"prod-bulk{i:d9}"), "SaaSProduct", $"Bulk {i}", "Example Software", ProductVisibility.Public, DateTimeOffset.UnixEpoch))]);

    /// <summary>Sixty products: two change sets in each experience.</summary>
    public static string[] Products { get; } = [.. Enumerable.Range(0, 60).Select(i => $"prod-bulk{i:d9}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task PrepareAsync()
    {
        Hall.Guildhall.Marketplaces.Publish(Catalogue);
        await Hall.AddPersonAsync(Amara, "Administrator", World.Management);
        await Hall.AddPersonAsync(Rita, "Administrator", World.Management);
        await Hall.AddPersonAsync(Delegate, "Administrator", World.Delegated);
        await Hall.AddPersonAsync(Birk, "Administrator", World.Standalone);
    }

    public Experience ExperienceOf(string id) => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.GetExperience(new EntityId(id));

    public async Task<string> NewExperienceAsync(string name)
    {
        var amara = await CallerAsync(Amara);
        var draft = new ChangeSetDraft([new ChangeDraft("CreateExperience", "Experience@1.0") { DetailsDocument = System.Text.Json.JsonSerializer.SerializeToElement(new { Name = name }) }]);
        Assert.False((await Hall.Guildhall.ChangeSets.StartAsync(amara, draft, name, Cancellation)).Refused);
        await Hall.Guildhall.Worker.DrainAsync();
        return Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.Experiences.Values.Single(e => e.Name == name).Id.Value;
    }

    /// <summary>Another process on the same database.</summary>
    public async Task<Installation> OpenAnotherAsync()
    {
        var other = await Installation.OpenAsync(Hall.Guildhall.Options with { ChangeSetDelay = TimeSpan.FromHours(1) }, NullLoggerFactory.Instance, Cancellation);
        other.Marketplaces.Publish(Catalogue);
        return other;
    }

    /// <summary>Orders the products in another process, whose first change set is sent then and waits.</summary>
    public async Task<string> OrderAsync(Installation other, string who, params string[] experiences)
    {
        var placed = await other.BulkOrders.PlaceAsync(new BulkSending(await CallerAsync(who), "request"), new BulkWish(ProductAct.Add, experiences, Products), Cancellation);
        Assert.False(placed.Refused, placed.Refused ? placed.Problems[0].Message : "");
        await using var db = Hall.Guildhall.Database.Open();
        while (!await db.BulkSets.AnyAsync(s => s.OrderId == placed.Value && s.State == BulkSetState.Sent, Cancellation)) await Task.Delay(20, Cancellation);
        return placed.Value;
    }

    /// <summary>Takes the change sets that wait in other processes to their end.</summary>
    public async Task ApplyWaitingAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.ChangeSets.Where(s => s.Status == ChangeSetStatus.Preparing).ExecuteUpdateAsync(s => s.SetProperty(x => x.NotBefore, x => x.StartTime), Cancellation);
        Hall.Guildhall.Worker.TakeLeftBehind(everything: true);
        await Hall.Guildhall.Worker.DrainAsync();
    }

    /// <summary>The page of an order's results when it has ended.</summary>
    public static async Task<string> EndAsync(Browsing who, string order)
    {
        while (true)
        {
            var (_, html) = await who.GetAsync("/console/bulk/results/" + order);
            if (!html.Contains("You may leave this page", StringComparison.Ordinal)) return html;
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>Change sets that were sent for products of an experience.</summary>
    public async Task<int> SetsAsync(string experience)
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.ChangeSets.CountAsync(s => s.Changes.Contains(experience) && s.Changes.Contains("AllowProductProcurement"), Cancellation);
    }

    public async Task<Caller> CallerAsync(string email) => (await Hall.Guildhall.People.FindByEmailAsync(email, Cancellation))!.As(new AccountId(World.Management))!;
}

public sealed class SqliteBulkHall() : BulkHall(null);

public sealed class PostgresBulkHall(PostgresServer server) : BulkHall(new PostgresDatabase(server));
