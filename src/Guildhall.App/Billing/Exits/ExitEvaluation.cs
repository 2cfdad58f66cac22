using Guildhall.App.Audit;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Billing.Exits;

/// <summary>
/// Looks at exits that are planned, each day and after each load: reminds whoever planned one that its day is near, tells once a month that it is still paid for after its day, and ends it
/// when nothing is paid any more. What is told is told in the transaction that remembers it.
/// </summary>
public sealed class ExitEvaluation
{
    private readonly ExitLooking _looking;
    private readonly Writer _writer;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal ExitEvaluation(ExitLooking looking, Writer writer, IdSource ids, TimeProvider clock) => (_looking, _writer, _ids, _clock) = (looking, writer, ids, clock);

    /// <summary>Looks at all that are due.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        var origin = new ActOrigin(Preflights.Itself, "", AuditSources.Itself, _ids.Uuid().ToString());
        var looked = ExitLooking.AtOnce;
        while (looked == ExitLooking.AtOnce)
        {
            var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
            var looks = await Task.Run(() => _looking.AtDue(today), cancellation);
            if (looks.IsEmpty) return;

            // What somebody else was quicker with is theirs.
            looked = await _writer.WriteAsync(scope => looks.Count(look => Apply(scope, look, today, origin)), cancellation);
        }
    }

    private static bool Apply(WriteScope scope, ExitLook look, DateOnly today, ActOrigin origin)
    {
        if (scope.Db.ExitPlans.Find(look.Id) is not { State: ExitState.Planned } row || row.Version != look.Version || row.Looks != look.Looks) return false;
        var (outlook, day) = (look.Outlook, $"{KeptExits.Of(row).GoneBy:yyyy-MM-dd}");
        var (near, charged) = (outlook.Near && !row.NearTold, outlook.Charged is { } month && month.Number > row.ChargedTold ? outlook.Charged : null);
        if (near) ExitTrail.Tell(scope, "ExitNear", origin, row, $"{row.Version}-near", ExitState.Planned, $"to be gone by {day}");
        if (charged is not null) ExitTrail.Tell(scope, "ExitOverdue", origin, row, $"{charged}", ExitState.Planned, $"still paid for in {charged}, was to be gone by {day}");
        if (outlook.Gone) ExitTrail.Tell(scope, "ExitDone", origin, row, "done", ExitState.Done, "nothing is paid for it any more");
        scope.Stage(_ =>
        {
            (row.Day, row.Load, row.Looks) = (KeptExits.Number(today), look.Load, row.Looks + 1);
            row.NearTold |= near;
            if (charged is not null) row.ChargedTold = charged.Value.Number;
            if (outlook.Gone) (row.State, row.UpdatedAt, row.UpdatedBy, row.Version) = (ExitState.Done, scope.Now, origin.Who, row.Version + 1);
        });
        return true;
    }
}
