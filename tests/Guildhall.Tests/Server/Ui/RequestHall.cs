using Guildhall.Domain;
using Guildhall.Domain.Requests;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>A hall with an administrator, an approver, two buyers in two accounts, and a live experience that approves nothing.</summary>
public abstract class RequestHall(PostgresDatabase? postgres) : IAsyncLifetime
{
    public RunningHall Running { get; private set; } = null!;

    public string Experience { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Running = await RunningHall.StartAsync(postgres);
        var example = HallWorld.Catalogue.Find(new ProductId(HallWorld.A))!;
        Running.Guildhall.Marketplaces.Publish(HallWorld.Catalogue.With([.. "eghi".Select(c => example with { Id = new ProductId("prod-" + new string(c, 13)), Title = $"Example {c}" })]));
        await Running.AddPersonAsync("amara@example.com", "Administrator", Running.World.Management);
        await Running.AddPersonAsync("olu@example.com", "Approver", Running.World.Management);
        await Running.AddPersonAsync("dana@example.com", "Buyer", Running.World.Developer);
        await Running.AddPersonAsync("leo@example.com", "Buyer", Running.World.Ledger);
        var administrator = await Running.AdministratorAsync();
        Experience = await administrator.ExperienceAsync("Acme", [Running.World.OrganizationId], []);
    }

    public async ValueTask DisposeAsync()
    {
        if (Running is not null) await Running.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks for a product by the form; the id of the request.</summary>
    public static async Task<string> AskAsync(Browsing browsing, string product, string reason)
    {
        var (response, html) = await browsing.PostAsync($"/requests/new?product={product}", "/requests/new", ("product", product), ("reason", reason));
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        Assert.True(path.StartsWith("/requests/prodprocreq-", StringComparison.Ordinal), html);
        return path["/requests/".Length..];
    }

    public ProductRequest Find(string id) => Running.Guildhall.Marketplaces.FindTenantOf(new AccountId(Running.World.Management))!.Marketplace.Requests[new EntityId(id)];
}

public sealed class SqliteRequestHall() : RequestHall(null);

public sealed class PostgresRequestHall(PostgresServer server) : RequestHall(new PostgresDatabase(server));
