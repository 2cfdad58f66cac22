using System.Security.Cryptography;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Configuration;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Wire.Signing;
using World = Guildhall.Benchmarks.Governance.Installation;

namespace Guildhall.Benchmarks.Servers;

/// <summary>A data folder with a large tenant in SQLite and an administrator's key, for a server to be started on. Goes away with this object.</summary>
internal sealed class PreparedFolder : IDisposable
{
    public const string Tenant = "o-benchmarks";
    private const int RowsAtOnce = 5_000;

    private PreparedFolder(World world, string masterKey, string path) => (World, MasterKey, Path) = (world, masterKey, path);

    public World World { get; }

    public string Path { get; }

    /// <summary>Base64, for the server's environment.</summary>
    public string MasterKey { get; }

    /// <summary>The management account's administrator.</summary>
    public required SigningCredentials Administrator { get; init; }

    public static async Task<PreparedFolder> MakeAsync(World world)
    {
        var folder = Directory.CreateTempSubdirectory("guildhall-benchmark-").FullName;
        var database = Database.Sqlite(System.IO.Path.Combine(folder, DatabaseSettings.SqliteFile));
        await database.MigrateAsync(CancellationToken.None);
        foreach (var rows in Rows(world).Chunk(RowsAtOnce)) await AddAsync(database, rows);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var issuing = new KeyIssuing(database, new Vault(App.Secrets.MasterKey.FindIn(key)!), new RandomIds(), TimeProvider.System);
        AttachedPolicy[] policies = [new("AWSPrivateMarketplaceAdminFullAccess"), new("GuildhallAdministrator")];
        var issued = await issuing.CreateAsync(new AccountId(world.Accounts[0]), "admin", policies, CancellationToken.None);
        return new PreparedFolder(world, key, folder) { Administrator = new(issued.Value.AccessKeyId, issued.Value.SecretAccessKey.Reveal()) };
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static async Task AddAsync(Database database, object[] rows)
    {
        await using var db = database.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private static IEnumerable<object> Rows(World world)
    {
        var organization = world.Marketplace.Organization;
        yield return new CounterRow { Scope = Counters.Catalogue, Value = 1 };
        yield return new TenantRow
        {
            Id = Tenant,
            Version = 1,
            TreeVersion = 1,
            ManagementAccount = organization.ManagementAccount.Value,
            OrganizationId = Tenant,
            AllFeatures = true,
            Integration = organization.Integration,
            ServiceLinkedRole = true,
            ReadAt = TimeProvider.System.GetUtcNow(),
        };
        var tree = organization.Tree;
        foreach (var (number, node) in tree.Nodes.Index())
        {
            var parent = tree.Parents[number] is >= 0 and var above ? tree.Nodes[above].Id.Value : null;
            yield return new NodeRow { TenantId = Tenant, Id = node.Id.Value, ParentId = parent, Kind = node.Kind, Name = node.Name, State = node.State };
        }

        foreach (var experience in world.Marketplace.Experiences.Values)
            yield return new ExperienceRow { TenantId = Tenant, Id = experience.Id.Value, Version = 1, Document = StoreJson.Write(experience with { Owner = organization.ManagementAccount }) };
        foreach (var (number, product) in world.Catalogue.Products.Index()) yield return Row(product, number);
    }

    private static ProductRow Row(Product product, int number) => new()
    {
        Id = product.Id.Value,
        Number = number,
        Version = 1,
        LastModified = product.LastModified,
        Hash = "",
        Source = "benchmark",
        Type = product.Type,
        Title = product.Title,
        Seller = product.Manufacturer,
        Visibility = product.Visibility,
    };
}
