using System.Net;
using System.Net.Sockets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>
/// Counts failed sign-ins per person and per network address, and makes those wait who failed often. An attempt counts before it is looked at, so that many at
/// once gain nothing, and is taken back when it was right. security.md S-34.
/// </summary>
internal sealed class SignInAttempts(TimeProvider clock)
{
    /// <summary>After this long without a failure everything is forgotten.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int FreeForPerson = 5;
    private const int FreeForAddress = 20;
    private const int MostDoublings = 6;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>Counts one attempt. <c>TRY_LATER</c> when person or address must wait: the wait doubles with each failure, up to some minutes, never for good.</summary>
    /// <param name="person">Null for an address of nobody's.</param>
    /// <param name="visit">A browser that signed in as the person before does not wait because of what strangers did elsewhere.</param>
    public async Task<Problem?> BeginAsync(GuildhallDb db, PersonRow? person, Visit visit, CancellationToken cancellation)
    {
        var (now, key) = (clock.GetUtcNow(), KeyOf(visit.Address));
        var from = await db.AddressFailures.AsNoTracking().FirstOrDefaultAsync(a => a.Address == key, cancellation);
        var wait = from is null ? TimeSpan.Zero : Wait(from.Failures, FreeForAddress, from.FailedAt, now);
        if (person is not null && person.Id != visit.KnownAs && Wait(person.Failures, FreeForPerson, person.FailedAt, now) is var own && own > wait) wait = own;
        if (wait > TimeSpan.Zero) return TryLater(wait);
        var oldest = now - Window;
        if (person is not null)
        {
            await db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(
                row => row.SetProperty(p => p.Failures, p => p.FailedAt < oldest ? 1 : p.Failures + 1).SetProperty(p => p.FailedAt, now), cancellation);
        }

        return await Race.DecideAsync(async () =>
        {
            var counted = await db.AddressFailures.Where(a => a.Address == key).ExecuteUpdateAsync(
                row => row.SetProperty(a => a.Failures, a => a.FailedAt < oldest ? 1 : a.Failures + 1).SetProperty(a => a.FailedAt, now), cancellation);
            if (counted == 0) await FirstAsync(db, key, now, cancellation);
            return (Problem?)null;
        });
    }

    /// <summary>In a transaction of its own: another attempt from the same address may be faster.</summary>
    private static async Task FirstAsync(GuildhallDb db, string address, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = db.AddressFailures.Add(new AddressFailuresRow { Address = address, Failures = 1, FailedAt = now });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        finally
        {
            row.State = EntityState.Detached;
        }
    }

    /// <summary>
    /// The attempt was right. <paramref name="finished"/> when nothing more is asked: then the person's failures are forgotten. Before that they stay, so that who
    /// knows the password cannot try codes without end.
    /// </summary>
    public static async Task RightAsync(GuildhallDb db, string personId, bool finished, string address, CancellationToken cancellation)
    {
        var key = KeyOf(address);
        await db.People.Where(p => p.Id == personId).ExecuteUpdateAsync(row => row.SetProperty(p => p.Failures, p => finished || p.Failures < 1 ? 0 : p.Failures - 1), cancellation);
        await db.AddressFailures.Where(a => a.Address == key).ExecuteUpdateAsync(row => row.SetProperty(a => a.Failures, a => a.Failures < 1 ? 0 : a.Failures - 1), cancellation);
    }

    private static TimeSpan Wait(int failures, int free, DateTimeOffset failedAt, DateTimeOffset now)
    {
        if (failures < free || now - failedAt > Window) return TimeSpan.Zero;
        var wait = failedAt + Shortest * (1 << Math.Min(failures - free, MostDoublings)) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>One customer has many IPv6 addresses: the first 64 bits count.</summary>
    private static string KeyOf(string address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return "";
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. ip.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString() : ip.ToString();
    }

    private static Problem TryLater(TimeSpan wait) =>
        new(ProblemKind.LimitReached, "TRY_LATER", $"Too many failed sign-ins. Try again in {Math.Ceiling(wait.TotalSeconds):N0} s.");
}
