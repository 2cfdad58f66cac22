using Guildhall.App.Store.Rows;

namespace Guildhall.Tests.App.Agreements;

/// <summary>What has happened to one organization, in order.</summary>
internal sealed class GateHistory
{
    private readonly List<(long Version, DateTimeOffset At, Action<GateThen> Take)> _past;

    /// <param name="sets">Those that succeeded.</param>
    /// <param name="readings">Those that counted. The sets that a reading made follow it at the same moment.</param>
    public GateHistory(IEnumerable<ChangeSetRow> sets, IEnumerable<GateReading> readings)
    {
        _past =
        [
            .. readings.Select(r => (r.Version, r.At, (Action<GateThen>)(then => then.Take(r)))),
            .. sets.Select(s => (s.AppliedVersion!.Value, s.EndTime!.Value, Taking(GateThen.ChangesOf(s)))),
        ];
        _past = [.. _past.OrderBy(p => p.Version).ThenBy(p => p.At)];
    }

    /// <summary>How it was at a moment, by the clock that all who write share.</summary>
    public GateThen At(DateTimeOffset moment) => After(_past.Where(p => p.At < moment).OrderBy(p => p.At));

    /// <summary>How it was for who decided on a version: of the changes that share one, the clock tells which came before.</summary>
    public GateThen At(long version, DateTimeOffset moment) => After(_past.Where(p => p.Version < version || (p.Version == version && p.At < moment)));

    /// <summary>Whether something changed between two moments.</summary>
    public bool MovedBetween(DateTimeOffset from, DateTimeOffset to) => _past.Any(p => p.At > from && p.At < to);

    private static Action<GateThen> Taking(IReadOnlyList<GateChange> set) => then => then.Take(set);

    private static GateThen After(IEnumerable<(long Version, DateTimeOffset At, Action<GateThen> Take)> past)
    {
        var then = new GateThen();
        foreach (var (_, _, take) in past) take(then);
        return then;
    }
}
