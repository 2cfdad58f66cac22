using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Exits;

/// <summary>Looks at exits that are planned as soon as a load is in force or a day has begun.</summary>
public sealed class ExitWatch(ExitEvaluation evaluation, TimeProvider clock, ILogger<ExitWatch> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Turns _turns = new(Pause, clock, log);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turns.PauseAsync(cancellation);
        await _turns.RunAsync(evaluation.RunDueAsync, "Planned exits cannot be looked at right now", cancellation);
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>What was planned or changed is looked at now; nobody waits for it.</summary>
    internal void Wake() => _turns.Wake();
}
