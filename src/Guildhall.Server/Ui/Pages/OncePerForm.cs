using System.Collections.Concurrent;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Pages;

/// <summary>
/// Makes a thing once for each form, however often it is sent within a minute, and answers every sending alike: a secret that is shown once must not be lost
/// to a double click. A refusal is not kept, nor what the caller says is none of the things, and nothing is after the minute.
/// </summary>
internal sealed class OncePerForm<T>(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Person, string Path, string Key), Lazy<Task<Result<T>>>> _made = new();

    /// <summary>What the form makes or has made; <paramref name="make"/> goes on though the browser that sent it first no longer waits.</summary>
    /// <param name="call">The form.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="isMade">Whether an answer is kept: the same form, mended, is sent with the same key. Null for every answer but a refusal.</param>
    public async Task<Result<T>> RunAsync(PageCall call, Func<CancellationToken, Task<Result<T>>> make, Func<T, bool>? isMade = null)
    {
        var key = call.Text("form-key");
        if (key.Length == 0) return await make(CancellationToken.None);
        var form = (call.Person.Id, call.Context.Request.Path.Value ?? "", key);
        var kept = false;
        try
        {
            var result = await _made.GetOrAdd(form, _ => new Lazy<Task<Result<T>>>(() => MakeAsync(form, make))).Value;
            kept = !result.Refused && isMade?.Invoke(result.Value) is not false;
            return result;
        }
        finally
        {
            if (!kept) _made.TryRemove(form, out _);
        }
    }

    private Task<Result<T>> MakeAsync((string Person, string Path, string Key) form, Func<CancellationToken, Task<Result<T>>> make)
    {
        _ = ForgetAsync(form);
        return make(CancellationToken.None);
    }

    /// <summary>By itself, though nobody sends another form: the answer may hold a secret.</summary>
    private async Task ForgetAsync((string Person, string Path, string Key) form)
    {
        await Task.Delay(Kept, clock);
        _made.TryRemove(form, out _);
    }
}
