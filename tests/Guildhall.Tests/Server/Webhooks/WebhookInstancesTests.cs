using Guildhall.App;
using Guildhall.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Guildhall.Tests.Server.Webhooks;

/// <summary>Several processes on one PostgreSQL.</summary>
[Trait("Ring", "Postgres")]
public sealed class WebhookInstancesTests(PostgresServer server) : WebhookHall(new PostgresDatabase(server))
{
    private const string Insert = """
        INSERT INTO "Events" ("TenantId", "Account", "Id", "Time", "Type", "About", "Body")
        SELECT "TenantId", "Account", 'event-late', "Time", "Type", "About", replace("Body", "Id", 'event-late') FROM "Events" WHERE "Type" LIKE 'Change Set %' ORDER BY "Sequence" DESC LIMIT 1
        """;

    [Fact]
    public async Task Several_processes_send_every_event_once_and_in_order()
    {
        await using var receiver = new WebhookReceiver();
        await AddAsync(receiver.Url);
        await using var second = await Installation.OpenAsync(Hall.Guildhall.Options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        second.Start();

        var names = await ChangesAsync(24, One, Other);
        await receiver.TakesAsync(24);

        Assert.Equal(24, receiver.Received.Count);
        Assert.Equal(names.Where((_, n) => n % 2 == 0), receiver.Taken.Select(r => r.Set).Where((s) => IsOf(names, s, 0)));
        Assert.Equal(names.Where((_, n) => n % 2 == 1), receiver.Taken.Select(r => r.Set).Where((s) => IsOf(names, s, 1)));
    }

    [Fact]
    public async Task An_event_that_appears_below_a_later_one_is_not_passed_over()
    {
        await using var receiver = new WebhookReceiver();
        await AddAsync(receiver.Url);
        await ChangeAsync(One);
        await receiver.TakesAsync(1);
        await DuringSlowCommitAsync(async () =>
        {
            await ChangeAsync(Other);
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        });

        await receiver.TakesAsync(3);
        Assert.Contains(receiver.Taken, r => r.Headers["Guildhall-Event"] == "event-late");
    }

    [Fact]
    public async Task Nor_is_it_by_who_reads_events_from_a_cursor_on()
    {
        await ChangeAsync(One);
        var cursor = await EndAsync();
        var (meanwhile, later) = (Array.Empty<string>(), "");

        await DuringSlowCommitAsync(async () =>
        {
            later = await ChangeAsync(Other);
            (meanwhile, cursor) = await ReadAsync(cursor);
        });

        Assert.Empty(meanwhile);
        var told = (await ReadAsync(cursor)).Told;
        Assert.Equal(2, told.Length);
        Assert.Contains("event-late", told[0], StringComparison.Ordinal);
        Assert.Contains(later, told[1], StringComparison.Ordinal);
    }

    /// <summary>Another process has the number of an event and is slow to commit it.</summary>
    private async Task DuringSlowCommitAsync(Func<Task> act)
    {
        await using var connection = (NpgsqlConnection)Hall.Guildhall.Database.Connect();
        await using var open = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var insert = new NpgsqlCommand(Insert, connection, open);
        Assert.Equal(1, await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        await act();
        await open.CommitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> EndAsync()
    {
        var (told, next) = await ReadAsync(null);
        while (told.Length > 0) (told, next) = await ReadAsync(next);
        return next;
    }

    private async Task<(string[] Told, string Next)> ReadAsync(string? after)
    {
        var answer = await Administrator.GetAsync("/api/v1/events?limit=1000" + (after is null ? "" : $"&after={after}"));
        return ([.. answer.Json["events"]!.AsArray().Select(e => e!.ToJsonString())], answer.Text("next"));
    }

    private static bool IsOf(IReadOnlyList<string> names, string? set, int remainder) => names.Index().Single(n => n.Item == set).Index % 2 == remainder;
}
