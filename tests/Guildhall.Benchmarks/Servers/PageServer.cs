using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Server.Hosting;
using Guildhall.Server.Ui.SignIn;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Benchmarks.Servers;

/// <summary>Guildhall on a prepared folder in this process, with an administrator of the organization who signs in.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string Email = "amara@example.com", Password = "correct horse battery";

    private readonly GuildhallHost _host;

    private PageServer(GuildhallHost host) => _host = host;

    public static async Task<PageServer> StartAsync(PreparedFolder folder)
    {
        var options = new InstallationOptions(DatabaseOf(folder), MasterKey.FindIn(folder.MasterKey)!) { Passwords = FrameworkPasswords.WithRounds(1_000), SecondFactor = SecondFactorRule.Optional };
        var installation = await Installation.OpenAsync(options, NullLoggerFactory.Instance, CancellationToken.None);
        var host = GuildhallHost.Build(installation, new HostSettings(), "http://127.0.0.1:0");
        await host.StartAsync(CancellationToken.None);
        await installation.People.CreateAsync(Email, "Amara", [new GivenRole("Administrator", new AccountId(folder.World.Accounts[0])), new GivenRole("BillingManager", new AccountId(folder.World.Accounts[0]))], new Secret(Password), CancellationToken.None);
        return new PageServer(host);
    }

    public static Database DatabaseOf(PreparedFolder folder) => Database.Sqlite(Path.Combine(folder.Path, DatabaseSettings.SqliteFile));

    public Task<PageVisitor> SignInAsync() => PageVisitor.SignInAsync(_host.Urls.First(), Email, Password);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}
