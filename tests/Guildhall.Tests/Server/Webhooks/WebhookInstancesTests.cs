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
        var connection = Hall.Guildhall.Database.Connect();
        await using (connection)
        {
            // Another process has its number and is slow to commit.
            await using var open = await ((NpgsqlConnection)connection).BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var insert = new NpgsqlCommand(Insert, (NpgsqlConnection)connection, open);
            Assert.Equal(1, await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            await ChangeAsync(Other);
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            await open.CommitAsync(TestContext.Current.CancellationToken);
        }

        await receiver.TakesAsync(3);
        Assert.Contains(receiver.Taken, r => r.Headers["Guildhall-Event"] == "event-late");
    }

    private static bool IsOf(IReadOnlyList<string> names, string? set, int remainder) => names.Index().Single(n => n.Item == set).Index % 2 == remainder;
}
