using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.People;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>Two organizations with one of everything each; of the first, somebody of every role with an access key and on the pages.</summary>
public abstract class TenancyHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    /// <summary>Two products that everybody may see.</summary>
    public const string Public = "prod-everybodys0001", Second = "prod-everybodys0002";

    private readonly Dictionary<string, HallCaller> _callers = [];
    private readonly Dictionary<string, Browsing> _visitors = [];

    /// <summary>Of the organization whose people ask.</summary>
    internal TenantThings Own { get; private set; } = null!;

    /// <summary>Of the other organization.</summary>
    internal TenantThings Others { get; private set; } = null!;

    /// <summary>As those of the other organization, and nothing has them.</summary>
    internal TenantThings Missing { get; private set; } = null!;

    internal HallWorld Another { get; private set; } = null!;

    /// <summary>The roles that are held for an account: a marketplace manager is of no organization and sees them all (M-01).</summary>
    internal static IReadOnlyList<string> Roles { get; } = [.. Role.All.Where(r => !r.OfInstallation).Select(r => r.Name)];

    /// <summary>Those, and who bills: a policy of keys that no role has.</summary>
    internal static IReadOnlyList<string> Signers { get; } = [.. Roles, "Billing"];

    /// <summary>Somebody of a role, with a signing key.</summary>
    internal HallCaller Caller(string role) => _callers[role];

    /// <summary>The same on the pages.</summary>
    internal Browsing Visitor(string role) => _visitors[role];

    public override async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values) visitor.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task PrepareAsync()
    {
        Another = await Hall.LinkAnotherAsync("Cedar", "Dogwood");
        await PublicAsync();
        Own = await new Furnishing(Hall, World, "acme", "acmevault0000").AllAsync();
        Others = await new Furnishing(Hall, Another, "cedar", "cedarvault222").AllAsync();
        Missing = Others.Absent();
        foreach (var role in Role.All) await SignInAsync(role);
        _callers["Billing"] = await Hall.CallerAsync(World.Management, "as-billing", "GuildhallBilling");
        Own = Own.With(await Furnishing.PersonalAsync(Hall, "administrator@acme.example"));
    }

    private async Task PublicAsync()
    {
        const string Lines = """
            {"kind":"header","format":"guildhall-catalog/1","source":"public","mode":"merge"}
            {"kind":"seller","id":"seller-everybody","displayName":"Everybody's"}
            {"kind":"product","id":"prod-everybodys0001","type":"SaaSProduct","title":"First","seller":"seller-everybody"}
            {"kind":"product","id":"prod-everybodys0002","type":"SaaSProduct","title":"Second","seller":"seller-everybody"}
            """;
        var report = await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(Lines))), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }

    private async Task SignInAsync(Role role)
    {
        var (account, email) = (role.OfInstallation ? "" : AccountOf(role.Name), $"{role.Name}@acme.example".ToLowerInvariant());
        if (!role.OfInstallation) _callers[role.Name] = await Hall.CallerAsync(account, $"as-{role.Name}", [.. role.Policies]);
        await Hall.AddPersonAsync(email, role.Name, account);
        var visitor = _visitors[role.Name] = new Browsing(Hall.Url, followRedirects: false);
        await visitor.SignInAsync(email);
    }

    private string AccountOf(string role) => role switch
    {
        "DelegatedAdministrator" => World.Delegated,
        "Buyer" or "AccountBuyer" => World.Developer,
        _ => World.Management,
    };
}

public sealed class SqliteTenancyHall() : TenancyHall(null);

public sealed class PostgresTenancyHall(PostgresServer server) : TenancyHall(new PostgresDatabase(server));
