using System.Collections.Concurrent;
using System.Collections.Immutable;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Billing.Watch;

/// <summary>Fetches that somebody wants now and need not wait for: they go on beside the requests, and the same one is not begun twice. vendor-integration.md 15.2, 15.3.</summary>
public sealed class StartedFetches(ReportFetches fetches, TimeProvider clock, ILogger<StartedFetches> log) : IDisposable
{
    /// <summary>A small report is read by then, and its reader is told at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Wanted, Lazy<Task<Result<ImmutableArray<FetchedMonth>>>>> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>A reading takes much memory: one at a time, whoever wants them.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether this process reads a report of the organization because somebody wanted it.</summary>
    public bool IsUnderWay(string tenant) => _running.Keys.Any(k => k.Tenant == tenant);

    /// <summary>The same of this month alone.</summary>
    public bool IsUnderWay(string tenant, BillingMonth month) => _running.Keys.Any(k => k.Tenant == tenant && k.Month == month);

    /// <summary>As <see cref="ReportFetches.FetchAsync"/>; null when it goes on.</summary>
    /// <param name="only">This month alone; null for all that may have changed.</param>
    public Task<Result<ImmutableArray<FetchedMonth>>?> FetchAsync(string tenant, BillingMonth? only, ActOrigin origin) =>
        BeginAsync(new Wanted(tenant, only, Again: false), stopping => fetches.FetchAsync(tenant, only, origin, stopping));

    /// <summary>As <see cref="ReportFetches.ReprocessAsync"/>; null when it goes on.</summary>
    public Task<Result<ImmutableArray<FetchedMonth>>?> ReprocessAsync(string tenant, BillingMonth month, ActOrigin origin) =>
        BeginAsync(new Wanted(tenant, month, Again: true), stopping => fetches.ReprocessAsync(tenant, month, origin, stopping));

    /// <summary>Begins nothing more, and ends what goes on: the version before stays in force.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(work => (Task)work.Value)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>After <see cref="StopAsync"/>.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _turn.Dispose();
    }

    private async Task<Result<ImmutableArray<FetchedMonth>>?> BeginAsync(Wanted what, Func<CancellationToken, Task<Result<ImmutableArray<FetchedMonth>>>> fetch)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        var work = _running.GetOrAdd(what, _ => new(() => Task.Run(() => RunAsync(what, fetch)))).Value;
        return await Task.WhenAny(work, Task.Delay(Patience, clock)) == work ? await work : (Result<ImmutableArray<FetchedMonth>>?)null;
    }

    private async Task<Result<ImmutableArray<FetchedMonth>>> RunAsync(Wanted what, Func<CancellationToken, Task<Result<ImmutableArray<FetchedMonth>>>> fetch)
    {
        try
        {
            await _turn.WaitAsync(_stopping.Token);
            try
            {
                var fetched = await fetch(_stopping.Token);
                // Perhaps nobody waits for it any more, and what is refused before it begins leaves no run.
                if (fetched.Refused) log.LogWarning("Report of {Tenant} is not read: {Code}", what.Tenant, fetched.Problems[0].Code);
                return fetched;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            // Perhaps nobody waits for it any more.
            log.LogError(exception, "Report of {Tenant} cannot be read", what.Tenant);
            throw;
        }
        finally
        {
            _running.TryRemove(what, out _);
        }
    }

    /// <summary>What is not begun twice.</summary>
    /// <param name="Month">Null for all that may have changed.</param>
    /// <param name="Again">Whether what was read already is read once more.</param>
    private sealed record Wanted(string Tenant, BillingMonth? Month, bool Again);
}
