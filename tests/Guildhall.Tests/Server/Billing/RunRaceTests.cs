using System.Net;
using Guildhall.App;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Two who decide on a usage run at the same time, on two servers: one order explains all answers, and what is in force keeps its costs. security.md F-44, F-53.</summary>
public abstract class RunRaceTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private const string Runs = "/api/v1/billing/runs";

    private protected HallCaller Manager { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
        await using var db = Guildhall.Database.Open();
        db.BillingSettings.Add(new BillingSettingsRow { TenantId = Tenant, Document = """{"Hold":true}""", Version = 1, MadeAt = DateTimeOffset.UtcNow, MadeBy = "test" });
        await db.SaveChangesAsync(Cancellation);
    }

    [Fact(Timeout = 180_000)]
    public async Task F44_A_run_that_is_approved_and_declined_at_once_on_two_servers_is_one_of_both()
    {
        await using var second = await Installation.OpenAsync(Guildhall.Options, NullLoggerFactory.Instance, Cancellation);
        var inForce = 0m;
        for (var round = 1; round <= 8; round++)
        {
            var held = await HeldAsync($"round-{round}", round * 10);

            var approving = ApproveAsync(held);
            var declining = Task.Run(() => second.ReportIngest.DecideAsync(Tenant, held.Id, approve: false, Somebody, Cancellation));
            var (approved, declined) = (await approving, await declining);

            Assert.Equal(approved.Status == HttpStatusCode.OK, declined.Refused);
            if (declined.Refused) Assert.Equal("NOT_HELD", declined.Problems[0].Code);
            else Assert.Equal((HttpStatusCode.Conflict, "NOT_HELD"), (approved.Status, approved.Text("code")));
            if (declined.Refused) inForce = round;
            Assert.Equal(declined.Refused ? ReportLoadState.InForce : ReportLoadState.Declined, (await RunsAsync())[^1].State);
            await ExpectAsync(inForce);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task F53_What_a_month_is_told_from_is_never_taken_away()
    {
        var held = await HeldAsync("first", 10);
        Assert.Equal(HttpStatusCode.OK, (await ApproveAsync(held)).Status);
        await using (var db = Guildhall.Database.Open())
            await db.ReportLoads.ExecuteUpdateAsync(l => l.SetProperty(x => x.State, ReportLoadState.Declined), Cancellation);

        await Guildhall.ReportIngest.CleanAsync(Cancellation);
        Assert.Equal([held.Number], await StoredLoadsAsync());
    }

    private protected Task<HallAnswer> ApproveAsync(ReportLoadRow run) => Manager.PostAsync($"{Runs}/{run.Id}/approve", new { });

    private protected async Task<ReportLoadRow> HeldAsync(string assembly, int lines)
    {
        await Bucket.DeliverAsync(October, assembly, Lines(lines));
        Assert.Empty((await IngestAsync()).Error);
        return Assert.Single(await RunsAsync(), r => r.State == ReportLoadState.Held);
    }

    /// <summary>The month is told from the one run in force, and comes to this.</summary>
    private protected async Task ExpectAsync(decimal cost)
    {
        await Guildhall.ReportIngest.CleanAsync(Cancellation);
        var runs = await RunsAsync();
        await using var db = Guildhall.Database.Open();
        var month = await db.BillingMonths.AsNoTracking().SingleOrDefaultAsync(m => m.TenantId == Tenant, Cancellation);
        Assert.Equal(runs.Where(r => r.State == ReportLoadState.InForce).Select(r => (long?)r.Number), month is null ? [] : [month.Load]);
        Assert.Equal(cost, (await CostsAsync()).Values.Sum());
    }
}

public sealed class RunRaceOnSqliteTests() : RunRaceTests(null);

[Trait("Ring", "Postgres")]
public sealed class RunRaceOnPostgresTests(PostgresServer server) : RunRaceTests(new PostgresDatabase(server))
{
    [Theory(Timeout = 120_000)]
    [InlineData(ReportLoadState.Declined)]
    [InlineData(ReportLoadState.Superseded)]
    public async Task F44_Who_approves_what_another_server_is_just_ending_is_refused(ReportLoadState end)
    {
        await ApproveAsync(await HeldAsync("first", 10));
        var held = await HeldAsync("second", 20);

        var answer = await DuringAsync(held, end, () => ApproveAsync(held));

        Assert.Equal((HttpStatusCode.Conflict, "NOT_HELD"), (answer.Status, answer.Text("code")));
        await ExpectAsync(1);
    }

    [Fact(Timeout = 120_000)]
    public async Task F44_A_reading_begins_though_another_server_is_just_ending_the_one_before_it()
    {
        var held = await HeldAsync("first", 10);
        await using (var db = Guildhall.Database.Open())
            await db.ReportLoads.ExecuteUpdateAsync(l => l.SetProperty(x => x.State, ReportLoadState.Reading).SetProperty(x => x.LeaseUntil, DateTimeOffset.UnixEpoch), Cancellation);

        var ingest = await DuringAsync(held, ReportLoadState.Failed, () => IngestAsync());

        Assert.Empty(ingest.Error);
        Assert.Equal([ReportLoadState.Failed, ReportLoadState.Held], (await RunsAsync()).Select(r => r.State));
    }

    /// <summary>Another process has given the run this end and commits it when <paramref name="act"/> waits for it.</summary>
    private async Task<T> DuringAsync<T>(ReportLoadRow run, ReportLoadState end, Func<Task<T>> act)
    {
        await using var connection = (NpgsqlConnection)Guildhall.Database.Connect();
        await using var open = await connection.BeginTransactionAsync(Cancellation);
        await using var update = new NpgsqlCommand($"""UPDATE "ReportLoads" SET "State" = {(int)end} WHERE "Number" = {run.Number}""", connection, open);
        Assert.Equal(1, await update.ExecuteNonQueryAsync(Cancellation));
        var acting = Task.Run(act, Cancellation);
        await using var waits = new NpgsqlCommand("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))", connection, open);
        while ((long)(await waits.ExecuteScalarAsync(Cancellation))! == 0 && !acting.IsCompleted) await Task.Delay(10, Cancellation);
        await open.CommitAsync(Cancellation);
        return await acting;
    }
}
