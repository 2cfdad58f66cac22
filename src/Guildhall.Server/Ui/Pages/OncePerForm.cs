using System.Collections.Concurrent;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Pages;

/// <summary>
/// Makes a thing once for each form, however often it is sent within a minute, and answers every sending alike: a secret that is shown once must not be lost
/// to a double click. A refusal is not kept.
/// </summary>
internal sealed class OncePerForm<T>(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Person, string Path, string Key), Made> _made = new();

    /// <summary>What the form makes or has made; <paramref name="make"/> goes on though the browser that sent it first no longer waits.</summary>
    public async Task<Result<T>> RunAsync(PageCall call, Func<CancellationToken, Task<Result<T>>> make)
    {
        var (now, key) = (clock.GetUtcNow(), call.Text("form-key"));
        foreach (var (old, _) in _made.Where(m => now - m.Value.At > Kept)) _made.TryRemove(old, out _);
        if (key.Length == 0) return await make(CancellationToken.None);
        var form = (call.Person.Id, call.Context.Request.Path.Value ?? "", key);
        var refused = true;
        try
        {
            var result = await _made.GetOrAdd(form, _ => new Made(now, new Lazy<Task<Result<T>>>(() => make(CancellationToken.None)))).Result.Value;
            refused = result.Refused;
            return result;
        }
        finally
        {
            if (refused) _made.TryRemove(form, out _);
        }
    }

    private sealed record Made(DateTimeOffset At, Lazy<Task<Result<T>>> Result);
}
