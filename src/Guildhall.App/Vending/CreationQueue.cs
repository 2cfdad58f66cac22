using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>
/// Whose turn it is: the oldest open order of a link that does not wait for a time, when fewer than <see cref="CreationRule.AtOnce"/> are in progress, the
/// pace lets one call be made, and the call of the one before was answered: accounts are asked for in the order of their orders. A turn is recorded before
/// anything is called, so that an attempt that was cut off before it has certainly not called. An order that AWS puts off keeps its turn: AWS puts off the
/// organization, so the next order would fare no better. vendor-integration.md 13.2, security.md 6.3 (5).
/// </summary>
internal sealed class CreationQueue(Database database)
{
    private const string Open = """
        SELECT "Id", "Progress", CASE WHEN "State" = 1 AND "BegunAt" < @slow THEN 1 ELSE 0 END FROM "Effects" WHERE "Kind" = @kind AND "LinkId" = @link AND "State" < 2 ORDER BY "Id"
        """;

    /// <summary>Whoever has to wait for others looks by itself all the same, now and then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Until the next order looks whether the call before its own was answered; the answer wakes it sooner.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>A call that takes longer, or whose process stands still, holds up nobody any more.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <param name="attempt">Of the order that asks.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">How long until the pace lets so many calls be made.</param>
    public EffectOutcome Ask(CreationAttempt attempt, DateTimeOffset now, Func<int, TimeSpan> until)
    {
        var entry = attempt.Turn.Entry;
        using var reading = new PlainReading(database);
        var open = reading.Rows(Open, ("kind", OrderSteps.Create), ("link", entry.LinkId), ("slow", (now - Slow).UtcTicks))
            .Select(row => (Id: row.GetString(0), Progress: OrderForms.ReadProgress(row.IsDBNull(1) ? null : row.GetString(1)), Hangs: row.GetInt32(2) == 1))
            .ToList();
        var ahead = open.TakeWhile(other => other.Id != entry.Id).Count(other => WaitsForItsTurn(other.Progress, now));
        var free = CreationRule.AtOnce - open.Count(other => other.Progress.MayCall);
        var pace = until(ahead + 1);
        if (ahead > 0 || free <= 0) return Waits(attempt, Behind(ahead - free), pace);
        var calls = open.Any(other => !other.Hangs && CreationRule.Next(other.Progress) == CreationQuestion.Call);
        return calls || pace > TimeSpan.Zero ? Waits(attempt, Glance, pace) : Granted(attempt);
    }

    /// <summary>Has the next order of the link look at once whether it is its turn.</summary>
    public static void WakeNext(WriteScope scope, string linkId)
    {
        var next = scope.Db.Effects.Where(e => e.Kind == OrderSteps.Create && e.LinkId == linkId && e.State == EffectState.Waiting && e.Due > scope.Now)
            .OrderBy(e => e.Id).AsEnumerable().FirstOrDefault(e => WaitsForItsTurn(OrderForms.ReadProgress(e.Progress), scope.Now));
        if (next is not null) scope.Stage(_ => next.Due = scope.Now);
    }

    private static bool WaitsForItsTurn(CreationProgress progress, DateTimeOffset now) => CreationRule.Next(progress) == CreationQuestion.Turn && !(progress.AsksFrom > now);

    private static EffectOutcome.Later Granted(CreationAttempt attempt) => new(TimeSpan.Zero)
    {
        Progress = attempt.Ended(attempt.Progress with { MayCall = true, AsksFrom = null }),
        Also = scope => OrderSteps.Change(scope, attempt.Order.Id, o => o.State = nameof(OrderState.Creating)),
    };

    /// <summary>The later the farther back it stands: the one before wakes it.</summary>
    private static TimeSpan Behind(int places) => TimeSpan.FromSeconds(5 * Math.Max(places + 1, 1));

    private static EffectOutcome.Later Waits(CreationAttempt attempt, TimeSpan others, TimeSpan pace)
    {
        var pause = pace > others ? pace : others;
        return new(pause < Longest ? pause : Longest) { Progress = attempt.Ended(attempt.Progress) };
    }
}
