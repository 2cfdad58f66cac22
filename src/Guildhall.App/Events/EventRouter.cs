using Guildhall.App.Mail;
using Guildhall.App.Notices;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.App.Webhooks;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Events;

/// <summary>
/// Hands every event, once, to those who want it: the events themselves are the outbox, a cursor tells how far they are handed out, and it moves in the
/// transaction that stores the deliveries. Several processes may do so at a time; the one that moves the cursor counts. private-marketplace.md 9.3.
/// </summary>
internal sealed class EventRouter(Database database, Writer writer, MailRouting mail, Action routed, TimeProvider clock, ILogger<EventRouter> log)
{
    private const string Name = "router";
    private const int AtOnce = 500;
    private const string Position = """SELECT "Position" FROM "EventCursors" WHERE "Name" = @name""";

    private const string Following = """
        SELECT "Sequence", "TenantId", "Account", "Id", "Type", "About" FROM "Events" WHERE "Sequence" > @after AND "Sequence" <= @last ORDER BY "Sequence" LIMIT 500
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SettledEvents _settled = new(database, clock);

    /// <summary>Routes until cancelled. What goes wrong is logged, and tried again at the next turn.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause, clock, log);
        await turns.RunAsync(RouteAllAsync, "Events cannot be handed out right now", cancellation);
    }

    /// <summary>Hands out the next events, 500 at most; how many that were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var from = At();
        if (await _settled.UpToAsync(from, cancellation) is not { } last || last <= from) return 0;
        var events = Read(from, last);
        // Numbers of transactions that were taken back have no events.
        var to = events.Count == AtOnce ? events[^1].Sequence : last;
        var moved = await writer.WriteAsync(scope => Move(scope, from, to, events), cancellation);
        if (!moved) return 0;
        Fault.Point("events.routed");
        routed();
        return events.Count;
    }

    private async Task RouteAllAsync(CancellationToken cancellation)
    {
        while (await RunOnceAsync(cancellation) == AtOnce)
        {
        }
    }

    private bool Move(WriteScope scope, long from, long to, IReadOnlyList<RoutedEvent> events)
    {
        var cursor = scope.Db.EventCursors.Find(Name);
        if ((cursor?.Position ?? 0) != from) return false;
        WebhookRouting.Stage(scope, events);
        mail.Stage(scope, events);
        NoticeRouting.Stage(scope, events);
        scope.Stage(db =>
        {
            if (cursor is null) db.Add(new EventCursorRow { Name = Name, Position = to });
            else cursor.Position = to;
        });
        return true;
    }

    private long At()
    {
        using var reading = new PlainReading(database);
        return reading.Rows(Position, ("name", Name)).Select(row => row.GetInt64(0)).FirstOrDefault();
    }

    private List<RoutedEvent> Read(long after, long last)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Following, ("after", after), ("last", last)).Select(row => new RoutedEvent(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }
}

/// <summary>What of an event tells who gets it.</summary>
/// <param name="About">The experiences and requests it is about.</param>
internal sealed record RoutedEvent(long Sequence, string Tenant, string Account, string Id, string Type, IReadOnlyList<string> About)
{
    /// <summary>Events with a lane in common stay in order.</summary>
    public IReadOnlyList<string> Lanes => About.Count > 0 ? About : [Account];
}
