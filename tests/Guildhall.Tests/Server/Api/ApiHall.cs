using System.Text.Json.Nodes;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Api;

/// <summary>A running hall with the callers that the tests of the operations share.</summary>
public abstract class ApiHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    private string? _request;

    /// <summary>Of the management account.</summary>
    public HallCaller Administrator { get; private set; } = null!;

    public HallCaller Delegate { get; private set; } = null!;

    /// <summary>Of a member account.</summary>
    public HallCaller Buyer { get; private set; } = null!;

    /// <summary>Of another tenant, with every right there.</summary>
    public HallCaller Stranger { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        Administrator = await Hall.AdministratorAsync();
        Delegate = await Hall.DelegatedAdministratorAsync();
        Buyer = await Hall.BuyerAsync();
        Stranger = await Hall.CallerAsync(World.Standalone, "owner", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
    }

    /// <summary>A pending request of a member account, for an experience that governs it.</summary>
    public async Task<string> RequestAsync()
    {
        if (_request is { } there) return there;
        await Administrator.ExperienceAsync("Asked", [World.Developer], []);
        var set = await Buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = SampleChange.Details["CreateProductProcurementRequest"],
        });
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        return _request = set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
    }

    /// <summary>The catalogue of the hall with further products.</summary>
    public void AddProducts(params Product[] products) =>
        Hall.Guildhall.Marketplaces.Publish(Hall.Guildhall.Marketplaces.Catalogue.With(products));

    public static Product Product(string id, string title, string type = "SaaSProduct", ProductVisibility visibility = ProductVisibility.Public, params string[] accounts) =>
        new(new ProductId(id), type, title, "Example Software", visibility, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), AllowedAccounts: [.. accounts.Select(a => new AccountId(a))]);

    public static object List(string type, object? more = null) => With(new JsonObject { ["Catalog"] = "AWSMarketplace", ["EntityType"] = type }, more);

    public static JsonObject With(JsonObject request, object? more)
    {
        foreach (var (name, value) in more is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject()) request[name] = value?.DeepClone();
        return request;
    }

    /// <summary>The ARN of an entity of the organization.</summary>
    public string ArnOf(string id, string type = "Experience") => $"arn:aws:aws-marketplace:us-east-1:{World.Management}:AWSMarketplace/{type}/{id}";
}

public sealed class SqliteApiHall() : ApiHall(null);

public sealed class PostgresApiHall(PostgresServer server) : ApiHall(new PostgresDatabase(server));
