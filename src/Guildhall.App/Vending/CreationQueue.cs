using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>
/// Whose turn it is: the oldest open orders of a link, at most <see cref="CreationRule.AtOnce"/> in progress. A turn is recorded before anything is called,
/// so that an attempt that was cut off before it has certainly not called. vendor-integration.md 13.2, security.md 6.3 (5).
/// </summary>
internal sealed class CreationQueue(Database database)
{
    private const string Open = """
        SELECT "Id", "Progress" FROM "Effects" WHERE "Kind" = @kind AND "LinkId" = @link AND "State" < 2 ORDER BY "Id"
        """;

    public EffectOutcome Ask(CreationAttempt attempt)
    {
        var entry = attempt.Turn.Entry;
        using var reading = new PlainReading(database);
        var open = reading.Rows(Open, ("kind", OrderSteps.Create), ("link", entry.LinkId))
            .Select(row => (Id: row.GetString(0), MayCall: !row.IsDBNull(1) && OrderForms.ReadProgress(row.GetString(1)).MayCall))
            .ToList();
        var ahead = open.TakeWhile(other => other.Id != entry.Id).Count(other => !other.MayCall);
        var free = CreationRule.AtOnce - open.Count(other => other.MayCall);
        return ahead < free ? Granted(attempt) : Waits(attempt, ahead - free);
    }

    /// <summary>Has the next orders of the link look at once whether it is their turn.</summary>
    public static void WakeNext(WriteScope scope, string linkId)
    {
        var next = scope.Db.Effects.Where(e => e.Kind == OrderSteps.Create && e.LinkId == linkId && e.State == EffectState.Waiting && e.Due > scope.Now)
            .OrderBy(e => e.Id).Take(2 * CreationRule.AtOnce).ToList();
        foreach (var entry in next.Where(e => !OrderForms.ReadProgress(e.Progress).MayCall && OrderForms.ReadProgress(e.Progress).InternalFailures == 0))
            scope.Stage(_ => entry.Due = scope.Now);
    }

    private static EffectOutcome.Later Granted(CreationAttempt attempt) => new(TimeSpan.Zero)
    {
        Progress = attempt.Ended(attempt.Progress with { MayCall = true }),
        Also = scope => OrderSteps.Change(scope, attempt.Order.Id, o => o.State = nameof(OrderState.Creating)),
    };

    /// <summary>Woken when an order before it ends; looks by itself all the same, the later the farther back it stands.</summary>
    private static EffectOutcome.Later Waits(CreationAttempt attempt, int behind) =>
        new(TimeSpan.FromSeconds(Math.Clamp(5 * (behind + 1), 5, 300))) { Progress = attempt.Ended(attempt.Progress) };
}
