using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Calls;

/// <summary>
/// Calls under a key of their caller's own, for 24 hours: the key is kept in the transaction that makes the thing, so that neither a crash nor two calls at
/// once make it twice. A call that was refused does not use its key up. vendor-integration.md 17.
/// </summary>
public sealed class ClientKeys(Database database, TimeProvider clock)
{
    /// <summary>Makes what is asked, or finds what the same call has made before. Refused: what either refuses, a key that stands for another call.</summary>
    /// <param name="make">With the key in its origin.</param>
    /// <param name="find">What was made, by its id, as it is now.</param>
    /// <param name="isMade">Whether an answer of <paramref name="make"/> tells of something made. Null for every answer but a refusal.</param>
    public async Task<Result<T>> OnceAsync<T>(ClientKey key, Func<Task<Result<T>>> make, Func<string, Task<Result<T>>> find, Func<T, bool>? isMade, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is { } before) return await Answer(before);
        var made = await make();
        // The same call may have been quicker meanwhile: then what it made is what stands in the way.
        return (made.Refused || isMade?.Invoke(made.Value) is false) && await FindAsync(key, cancellation) is { } quicker ? await Answer(quicker) : made;

        Task<Result<T>> Answer(ClientKeyRow used) => used.Request == key.Request ? find(used.Made) : Task.FromResult<Result<T>>(ClientKey.Used);
    }

    /// <summary>Refused when the call's key was used; null when it was not, or there is none.</summary>
    internal static Problem? Refusal(WriteScope scope, ActOrigin origin) =>
        origin.ClientKey is { } key && scope.Db.ClientKeys.Find(key.Caller, key.Text) is { } used && Counts(used, scope.Now) ? ClientKey.Used : null;

    /// <summary>Stages that the call's key, when it has one, made the thing of this id.</summary>
    internal static void Stage(WriteScope scope, ActOrigin origin, string made)
    {
        if (origin.ClientKey is not { } key) return;
        scope.Stage(db =>
        {
            var row = db.ClientKeys.Find(key.Caller, key.Text) ?? db.Add(new ClientKeyRow { Caller = key.Caller, Key = key.Text, Request = key.Request, Made = made }).Entity;
            (row.Request, row.Made, row.UsedAt) = (key.Request, made, scope.Now);
        });
    }

    private static bool Counts(ClientKeyRow used, DateTimeOffset now) => now - used.UsedAt < ClientKey.Life;

    private async Task<ClientKeyRow?> FindAsync(ClientKey key, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var used = await db.ClientKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Caller == key.Caller && k.Key == key.Text, cancellation);
        return used is not null && Counts(used, clock.GetUtcNow()) ? used : null;
    }
}
