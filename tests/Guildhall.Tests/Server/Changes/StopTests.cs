using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Changes;

public abstract class StopTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { ChangeSetDelay = TimeSpan.FromHours(1) });

    /// <summary>contract.md 1: it ends within seconds, whatever the delay that holds sets in PREPARING.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_stop_leaves_a_set_that_is_held_in_preparing_to_the_next_start()
    {
        var administrator = await Hall.AdministratorAsync();
        var set = await administrator.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Later" } });

        await Hall.Guildhall.Worker.StopAsync();

        var described = await Hall.Guildhall.ChangeSetQueries.DescribeAsync(Hall.Guildhall.Keys.FindCaller(administrator.Credentials.AccessKeyId)!, set, TestContext.Current.CancellationToken);
        Assert.Equal(ChangeSetStatus.Preparing, described.Value.Status);
    }
}

public sealed class StopOnSqliteTests() : StopTests(null);

[Trait("Ring", "Postgres")]
public sealed class StopOnPostgresTests(PostgresServer server) : StopTests(new PostgresDatabase(server));
