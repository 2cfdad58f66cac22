using Guildhall.App;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server;

/// <summary>Tests that each have a running hall of their own, on the database that the test class names.</summary>
public abstract class HallTests(PostgresDatabase? postgres) : HallFixture(postgres)
{
    protected const string Password = Browsing.Password;

    private readonly PostgresDatabase? _another = postgres?.Another();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_another is not null) await _another.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A second hall, with a database of its own of the same kind; the test ends it.</summary>
    protected Task<RunningHall> StartAnotherAsync(Func<InstallationOptions, InstallationOptions> with) => RunningHall.StartAsync(_another, with);
}
