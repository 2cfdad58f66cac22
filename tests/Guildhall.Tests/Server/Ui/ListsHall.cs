using Guildhall.Domain;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall whose lists have more rows than a page: experiences, products, requests, change sets, audited acts.</summary>
public abstract class ListsHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const int Many = 57;

    public string Experience { get; private set; } = null!;

    public Browsing Amara { get; private set; } = null!;

    public Browsing Dana { get; private set; } = null!;

    public HallCaller Administrator { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        var example = HallWorld.Catalogue.Find(new ProductId(HallWorld.A))!;
        Hall.Guildhall.Marketplaces.Publish(HallWorld.Catalogue.With([.. Enumerable.Range(0, Many).Select(n => example with { Id = IdOf(n), Title = $"Item {n:D2}", Manufacturer = $"Seller {(Many - n) % 7}" })]));
        Amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        Dana = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
        Administrator = await Hall.AdministratorAsync();
        Experience = await Administrator.ExperienceAsync("Acme", [World.OrganizationId, World.Developer, World.Ledger], []);
        foreach (var some in Enumerable.Range(0, Many).Chunk(20)) await Administrator.RunAsync([.. some.Select(Creating)]);
        var buyer = await Hall.BuyerAsync();
        var asked = new List<string>();
        for (var n = 0; n < Many; n++) asked.Add(await buyer.StartAsync(Asking(n)));
        foreach (var set in asked) await buyer.EndAsync(set);
    }

    public override async ValueTask DisposeAsync()
    {
        Amara?.Dispose();
        Dana?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static object Creating(int n) => new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = $"Many {n:D2}" } };

    private static object Asking(int n) => new
    {
        ChangeType = "CreateProductProcurementRequest",
        Entity = new { Type = "ProductProcurementRequest@1.0" },
        DetailsDocument = new { Products = new[] { new { Id = IdOf(n).Value } }, Reason = $"Reason {n:D2}" },
    };

    private static ProductId IdOf(int n) => new($"prod-list{(char)('a' + n / 26)}{(char)('a' + n % 26)}aaaaaaa");
}

public sealed class SqliteListsHall() : ListsHall(null);

public sealed class PostgresListsHall(PostgresServer server) : ListsHall(new PostgresDatabase(server));
