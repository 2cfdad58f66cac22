using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Looks at budgets that nobody has looked at: after a crash, at the beginning of a month, when another process changed what counts.</summary>
public sealed class BudgetWatch(BudgetEvaluation evaluation, TimeProvider clock, ILogger<BudgetWatch> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(evaluation.RunDueAsync, "Budgets cannot be looked at right now", cancellation);
    }
}
