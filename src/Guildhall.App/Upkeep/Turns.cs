using Microsoft.Extensions.Logging;

namespace Guildhall.App.Upkeep;

/// <summary>
/// What this process does beside its requests, turn after turn until it is cancelled. Whatever a turn throws is logged, and the next one comes: a loop that ends
/// with an error would never again do what it is there for.
/// </summary>
internal sealed class Turns(TimeSpan pause, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0);

    /// <summary>Ends the pause before the next turn.</summary>
    public void Wake() => _woken.Release();

    /// <summary>A turn, a pause, and so on.</summary>
    /// <param name="turn">What is done.</param>
    /// <param name="missed">What did not happen when a turn fails, as a sentence of the log without its dot.</param>
    public async Task RunAsync(Func<CancellationToken, Task> turn, string missed, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await turn(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The outermost frame of a loop.
                log.LogError(exception, "{Missed}", missed);
            }

            await PauseAsync(cancellation);
        }
    }

    /// <summary>The same for work without waiting.</summary>
    public Task RunAsync(Action turn, string missed, CancellationToken cancellation) => RunAsync(
        _ =>
        {
            turn();
            return Task.CompletedTask;
        },
        missed,
        cancellation);

    /// <summary>Until woken, or for the pause; however often it was woken meanwhile, one turn is enough. First, by itself, for what leaves the start alone.</summary>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        using var passing = new CancellationTokenSource(pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(passing.Token, cancellation);
        await _woken.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_woken.Wait(0, CancellationToken.None))
        {
        }
    }

    public void Dispose() => _woken.Dispose();
}
