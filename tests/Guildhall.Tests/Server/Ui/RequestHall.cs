using Guildhall.Domain;
using Guildhall.Domain.Requests;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall with an administrator, an approver, two buyers in two accounts, and a live experience that approves nothing.</summary>
public abstract class RequestHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public string Experience { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        var example = HallWorld.Catalogue.Find(new ProductId(HallWorld.A))!;
        Hall.Guildhall.Marketplaces.Publish(HallWorld.Catalogue.With([.. "eghiklm".Select(c => example with { Id = new ProductId("prod-" + new string(c, 13)), Title = $"Example {c}" })]));
        await Hall.AddPersonAsync("amara@example.com", "Administrator", World.Management);
        await Hall.AddPersonAsync("olu@example.com", "Approver", World.Management);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
        await Hall.AddPersonAsync("leo@example.com", "Buyer", World.Ledger);
        var administrator = await Hall.AdministratorAsync();
        Experience = await administrator.ExperienceAsync("Acme", [World.OrganizationId], []);
    }

    /// <summary>Asks for a product by the form; the id of the request.</summary>
    public static async Task<string> AskAsync(Browsing browsing, string product, string reason)
    {
        var (response, html) = await browsing.PostAsync($"/requests/new?product={product}", "/requests/new", ("product", product), ("reason", reason));
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.True(path.StartsWith("/requests/prodprocreq-", StringComparison.Ordinal), html);
        return path["/requests/".Length..];
    }

    public ProductRequest Find(string id) => Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace.Requests[new EntityId(id)];
}

public sealed class SqliteRequestHall() : RequestHall(null);

public sealed class PostgresRequestHall(PostgresServer server) : RequestHall(new PostgresDatabase(server));
