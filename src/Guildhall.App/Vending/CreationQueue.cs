using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>
/// Whose turn it is: the oldest open orders of a link that do not wait for a time, at most <see cref="CreationRule.AtOnce"/> in progress. A turn is recorded
/// before anything is called, so that an attempt that was cut off before it has certainly not called. An order that AWS puts off keeps its turn: AWS puts
/// off the organization, so the next order would fare no better. vendor-integration.md 13.2, security.md 6.3 (5).
/// </summary>
internal sealed class CreationQueue(Database database)
{
    private const string Open = """
        SELECT "Id", "Progress" FROM "Effects" WHERE "Kind" = @kind AND "LinkId" = @link AND "State" < 2 ORDER BY "Id"
        """;

    public EffectOutcome Ask(CreationAttempt attempt, DateTimeOffset now)
    {
        var entry = attempt.Turn.Entry;
        using var reading = new PlainReading(database);
        var open = reading.Rows(Open, ("kind", OrderSteps.Create), ("link", entry.LinkId))
            .Select(row => (Id: row.GetString(0), Progress: OrderForms.ReadProgress(row.IsDBNull(1) ? null : row.GetString(1))))
            .ToList();
        var ahead = open.TakeWhile(other => other.Id != entry.Id).Count(other => WaitsForItsTurn(other.Progress, now));
        var free = CreationRule.AtOnce - open.Count(other => other.Progress.MayCall);
        return ahead < free ? Granted(attempt) : Waits(attempt, ahead - free);
    }

    /// <summary>Has the next orders of the link look at once whether it is their turn.</summary>
    public static void WakeNext(WriteScope scope, string linkId)
    {
        var next = scope.Db.Effects.Where(e => e.Kind == OrderSteps.Create && e.LinkId == linkId && e.State == EffectState.Waiting && e.Due > scope.Now)
            .OrderBy(e => e.Id).AsEnumerable().Where(e => WaitsForItsTurn(OrderForms.ReadProgress(e.Progress), scope.Now)).Take(CreationRule.AtOnce).ToList();
        foreach (var entry in next) scope.Stage(_ => entry.Due = scope.Now);
    }

    private static bool WaitsForItsTurn(CreationProgress progress, DateTimeOffset now) => !progress.MayCall && !(progress.AsksFrom > now);

    private static EffectOutcome.Later Granted(CreationAttempt attempt) => new(TimeSpan.Zero)
    {
        Progress = attempt.Ended(attempt.Progress with { MayCall = true, AsksFrom = null }),
        Also = scope => OrderSteps.Change(scope, attempt.Order.Id, o => o.State = nameof(OrderState.Creating)),
    };

    /// <summary>Woken when an order before it ends; looks by itself all the same, the later the farther back it stands.</summary>
    private static EffectOutcome.Later Waits(CreationAttempt attempt, int behind) =>
        new(TimeSpan.FromSeconds(Math.Clamp(5 * (behind + 1), 5, 300))) { Progress = attempt.Ended(attempt.Progress) };
}
