using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Looks at budgets that nobody has looked at: after a crash, at the beginning of a month, when another process changed what counts; and suspends.</summary>
public sealed class BudgetWatch(BudgetEvaluation evaluation, TimeProvider clock, ILogger<BudgetWatch> log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly Turns _turns = new(Pause, clock, log);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turns.PauseAsync(cancellation);
        await _turns.RunAsync(evaluation.RunDueAsync, "Budgets cannot be looked at right now", cancellation);
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>Looks at all that are due, and suspends, for whoever has put a report in force.</summary>
    internal Task RunDueAsync(CancellationToken cancellation) => TryAsync(evaluation.RunDueAsync, cancellation);

    /// <summary>Looks at these at once, for whoever has changed them and sees them next. What else is due, and suspending, nobody waits for.</summary>
    internal async Task LookAsync(IReadOnlyCollection<string> budgets, CancellationToken cancellation)
    {
        await TryAsync(stopping => evaluation.RunAsync(budgets, stopping), cancellation);
        _turns.Wake();
    }

    private async Task TryAsync(Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        try
        {
            await look(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // What it was for is stored, and its answer says so: the next turn looks again.
            log.LogError(exception, "Budgets cannot be looked at right now");
        }
    }
}
