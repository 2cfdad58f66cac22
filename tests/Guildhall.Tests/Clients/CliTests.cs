using Guildhall.App;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>Tests that each have a hall, its administrator, and the AWS CLI with the administrator's key. They skip where there is no AWS CLI.</summary>
public abstract class CliTests(Func<InstallationOptions, InstallationOptions>? with = null) : HallTests(postgres: null)
{
    protected HallCaller Administrator { get; private set; } = null!;

    private protected MarketplaceCli Aws { get; private set; } = null!;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database)
    {
        AwsCli.Need();
        return RunningHall.StartAsync(database, with);
    }

    protected override async Task PrepareAsync()
    {
        Administrator = await Hall.AdministratorAsync();
        Aws = new MarketplaceCli(Hall, Administrator);
    }
}
