using System.Collections.Concurrent;

namespace Guildhall.App.Upkeep;

/// <summary>What this process works on in the background: several things at once, none of them twice at a time.</summary>
internal sealed class WorkUnderWay<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, Task> _running = new();

    public int Count => _running.Count;

    public bool Has(T thing) => _running.ContainsKey(thing);

    /// <summary>Begins to work on it, unless that is being done already.</summary>
    /// <param name="thing">What is worked on.</param>
    /// <param name="work">Catches whatever goes wrong: nobody else looks at it.</param>
    /// <param name="afterwards">Called when the thing can be begun again.</param>
    public void Begin(T thing, Func<Task> work, Action? afterwards = null)
    {
        // Entered before it runs: work that ends at once must find its own entry to remove, or the thing could never be begun again.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_running.TryAdd(thing, ended.Task)) _ = Task.Run(() => RunAsync(thing, work, ended, afterwards));
    }

    /// <summary>Ends when everything that is under way now has ended.</summary>
    public Task EndedAsync() => Task.WhenAll(_running.Values);

    private async Task RunAsync(T thing, Func<Task> work, TaskCompletionSource ended, Action? afterwards)
    {
        try
        {
            await work();
        }
        finally
        {
            _running.TryRemove(thing, out _);
            ended.SetResult();
            afterwards?.Invoke();
        }
    }
}
