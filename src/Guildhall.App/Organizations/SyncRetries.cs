using System.Collections.Concurrent;

namespace Guildhall.App.Organizations;

/// <summary>When a link whose sync failed is read again: after <paramref name="first"/>, then twice as long each time, at most after <paramref name="longest"/>.</summary>
/// <param name="clock">Its timestamps count, which nobody sets back.</param>
internal sealed class SyncRetries(TimeSpan first, TimeSpan longest, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Failure> _failed = new(StringComparer.Ordinal);

    /// <summary>Whether there is a link whose last sync failed.</summary>
    public bool Any => !_failed.IsEmpty;

    public bool MayTry(string link) => !_failed.TryGetValue(link, out var failure) || clock.GetElapsedTime(failure.At) >= failure.Pause;

    public void Failed(string link)
    {
        var pause = _failed.TryGetValue(link, out var before) ? before.Pause * 2 : first;
        _failed[link] = new Failure(clock.GetTimestamp(), pause < longest ? pause : longest);
    }

    public void Succeeded(string link) => _failed.TryRemove(link, out _);

    private sealed record Failure(long At, TimeSpan Pause);
}
