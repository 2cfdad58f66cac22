using Guildhall.App.Requests;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Upkeep;

/// <summary>What must be done from time to time: requests expire, used tokens are forgotten.</summary>
public sealed class Housekeeping(Database database, RequestExpiry expiry, TimeProvider clock, ILogger<Housekeeping> log)
{
    /// <summary>Tokens are kept twice as long as they count, so that no clock can cut their 24 hours short.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(48);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Keeps house every minute until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(cancellation);
            }
            catch (Exception exception) when (exception is OperationCanceledException || DatabaseFailure.IsIn(exception))
            {
                log.LogWarning(exception, "Housekeeping waits for the database");
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        await expiry.RunOnceAsync(cancellation);
        var forgotten = clock.GetUtcNow() - TokenLife;
        if (!AnyTokenBefore(forgotten)) return;
        await using var db = database.Open();
        await db.RequestTokens.Where(t => t.UsedAt < forgotten).ExecuteDeleteAsync(cancellation);
    }

    private bool AnyTokenBefore(DateTimeOffset time)
    {
        using var reading = new PlainReading(database);
        return reading.Rows("""SELECT 1 FROM "RequestTokens" WHERE "UsedAt" < @time LIMIT 1""", ("time", time.UtcTicks)).Any();
    }
}
