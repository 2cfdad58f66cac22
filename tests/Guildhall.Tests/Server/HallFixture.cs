using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server;

/// <summary>A running hall for a test or for a class of them, on the database that is given: SQLite when null.</summary>
public abstract class HallFixture(PostgresDatabase? postgres) : IAsyncLifetime
{
    public RunningHall Hall { get; private set; } = null!;

    public HallWorld World => Hall.World;

    public async ValueTask InitializeAsync()
    {
        Hall = await StartAsync(postgres);
        await PrepareAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Hall is not null) await Hall.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the hall.</summary>
    protected virtual Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database);

    /// <summary>What is in the hall when the tests begin.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
