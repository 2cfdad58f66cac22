using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>An attempt that was counted: where it comes from, what it is counted against, and how it stood before.</summary>
internal sealed record Attempt(string From, string Against, DateTimeOffset At, IReadOnlyDictionary<string, DateTimeOffset> FailedBefore);

/// <summary>
/// Counts failed sign-ins per network address, per e-mail address that was typed, whether it is anybody's or not, and per person at the codes; and makes those wait
/// who failed often. An attempt counts before it is looked at, so that many at once gain nothing, and is taken back when it was right. security.md S-34.
/// </summary>
internal sealed class SignInAttempts(TimeProvider clock)
{
    /// <summary>After this long without a failure everything is forgotten.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int FreeForOne = 5;
    private const int FreeForAddress = 20;
    private const int MostDoublings = 6;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>What attempts with an e-mail address are counted against; nobody learns from the table what was typed.</summary>
    public static string Typed(string emailKey) => "typed " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(emailKey)));

    /// <summary>
    /// What attempts of a person who has shown the password, or is signed in, are counted against: strangers, who know no password, make nobody wait there.
    /// </summary>
    public static string Inside(string personId) => "inside " + personId;

    /// <summary>Counts one attempt. <c>TRY_LATER</c> when either must wait: the wait doubles with each failure, up to some minutes, never for good.</summary>
    /// <param name="known">Whether the browser signed in as the person before: then it does not wait because of what strangers did elsewhere.</param>
    public async Task<Result<Attempt>> BeginAsync(GuildhallDb db, Visit visit, string against, bool known, CancellationToken cancellation)
    {
        var (now, from, free) = (clock.GetUtcNow(), KeyOf(visit.Address), known ? int.MaxValue : FreeForOne);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            var before = (await RowsAsync(db, from, against, cancellation)).ToDictionary(row => row.Address, row => row.FailedAt);
            if (await CountAsync(db, from, FreeForAddress, now, cancellation) && await CountAsync(db, against, free, now, cancellation))
            {
                await transaction.CommitAsync(cancellation);
                return new Attempt(from, against, now, before);
            }
        }

        var rows = await RowsAsync(db, from, against, cancellation);
        return TryLater(rows.Select(row => Wait(row, row.Address == from ? FreeForAddress : free, now)).Append(TimeSpan.FromSeconds(1)).Max());
    }

    /// <summary>The attempt was right: it is as if it had not been, so that it makes no later one wait.</summary>
    public static async Task TakeBackAsync(GuildhallDb db, Attempt attempt, CancellationToken cancellation)
    {
        foreach (var address in (string[])[attempt.From, attempt.Against])
        {
            var (at, before) = (attempt.At, attempt.FailedBefore.GetValueOrDefault(address, attempt.At));
            await db.AddressFailures.Where(a => a.Address == address).ExecuteUpdateAsync(
                row => row.SetProperty(a => a.Failures, a => a.Failures < 1 ? 0 : a.Failures - 1).SetProperty(a => a.FailedAt, a => a.FailedAt == at ? before : a.FailedAt), cancellation);
        }
    }

    /// <summary>All of a person's failures are forgotten: there is nothing more to show.</summary>
    public static Task ForgetAsync(GuildhallDb db, PersonRow person, CancellationToken cancellation)
    {
        var (typed, inside) = (Typed(person.EmailKey), Inside(person.Id));
        return db.AddressFailures.Where(a => a.Address == typed || a.Address == inside).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Counts in one statement, which decides as well: of many at once none sees a count that another has not seen. Whether it was counted.</summary>
    private static async Task<bool> CountAsync(GuildhallDb db, string address, int free, DateTimeOffset now, CancellationToken cancellation)
    {
        var (time, oldest, shortest) = (now.UtcTicks, (now - Window).UtcTicks, Shortest.Ticks);
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AddressFailures" ("Address", "Failures", "FailedAt") VALUES ({address}, 1, {time})
            ON CONFLICT ("Address") DO UPDATE SET
                "Failures" = CASE WHEN "AddressFailures"."FailedAt" < {oldest} THEN 1 ELSE "AddressFailures"."Failures" + 1 END,
                "FailedAt" = {time}
            WHERE "AddressFailures"."Failures" < {free}
                OR "AddressFailures"."FailedAt" < {oldest}
                OR "AddressFailures"."FailedAt" + {shortest} * (1 << CASE WHEN "AddressFailures"."Failures" - {free} > {MostDoublings} THEN {MostDoublings} ELSE "AddressFailures"."Failures" - {free} END) <= {time}
            """,
            cancellation) == 1;
    }

    private static Task<List<AddressFailuresRow>> RowsAsync(GuildhallDb db, string from, string against, CancellationToken cancellation) =>
        db.AddressFailures.AsNoTracking().Where(a => a.Address == from || a.Address == against).ToListAsync(cancellation);

    private static TimeSpan Wait(AddressFailuresRow row, int free, DateTimeOffset now) =>
        row.Failures < free || now - row.FailedAt > Window ? TimeSpan.Zero : row.FailedAt + Shortest * (1 << Math.Min(row.Failures - free, MostDoublings)) - now;

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
