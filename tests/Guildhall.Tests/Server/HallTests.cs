using Guildhall.App;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server;

/// <summary>Tests that each have a running hall of their own, on the database that the test class names: SQLite when null.</summary>
public abstract class HallTests(PostgresDatabase? postgres) : IAsyncLifetime
{
    protected const string Password = Browsing.Password;

    private readonly List<PostgresDatabase> _others = [];

    protected RunningHall Hall { get; private set; } = null!;

    protected HallWorld World => Hall.World;

    public async ValueTask InitializeAsync()
    {
        Hall = await StartAsync(postgres);
        await PrepareAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Hall is not null) await Hall.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        foreach (var other in _others) await other.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the hall of a test.</summary>
    protected virtual Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database);

    /// <summary>What each test of the class begins with.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>A further hall, with a database of its own of the same kind; the test ends it.</summary>
    protected Task<RunningHall> StartAnotherAsync(Func<InstallationOptions, InstallationOptions> with)
    {
        var another = postgres?.Another();
        if (another is not null) _others.Add(another);
        return RunningHall.StartAsync(another, with);
    }
}
