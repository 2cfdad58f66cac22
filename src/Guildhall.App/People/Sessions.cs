using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>
/// Signed-in browsers, kept in the database so that people and managers can see and end them. What was read is trusted for some seconds, so an
/// ended session stops working everywhere within that time. security.md S-35.
/// </summary>
public sealed class Sessions(Database database, IdSource secrets, TimeProvider clock)
{
    /// <summary>Without a request for this long a session is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The longest life of a session.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Starts a session; answers the token for the cookie, which is stored nowhere.</summary>
    public async Task<string> StartAsync(Person person, AccountId account, string requestId, string address, string agent, CancellationToken cancellation)
    {
        var token = secrets.Text(Letters, 43);
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        db.Add(new SessionRow
        {
            Id = IdOf(token),
            PersonId = person.Id,
            AccountId = account.Value,
            CreatedAt = now,
            SeenAt = now,
            ProvedAt = now,
            Address = address,
            Agent = agent.Length <= 200 ? agent : agent[..200],
        });
        db.Add(PersonAudit.OfSignIn(person, account.Value, requestId, address, now));
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    /// <summary>The session of a cookie; null when there is none, or it has ended, or the person was switched off.</summary>
    public async Task<Session?> FindAsync(string token, CancellationToken cancellation)
    {
        var (id, now) = (IdOf(token), clock.GetUtcNow());
        if (_held.TryGetValue(id, out var held) && now - held.ReadAt < Trusted) return held.Session;
        var session = await ReadAsync(id, now, cancellation);
        if (session is null) _held.TryRemove(id, out _);
        else _held[id] = new Held(session, now);
        return session;
    }

    /// <summary>The sessions of a person that have not ended, the latest seen first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(string personId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (idle, oldest) = (now - Idle, now - Longest);
        await using var db = database.Open();
        return await db.Sessions.AsNoTracking()
            .Where(s => s.PersonId == personId && s.SeenAt > idle && s.CreatedAt > oldest)
            .OrderByDescending(s => s.SeenAt)
            .ToListAsync(cancellation);
    }

    /// <summary>Acts for another account from now on. Refused: the person has no role there.</summary>
    public async Task<Result<Session>> SwitchAsync(Session session, AccountId account, CancellationToken cancellation)
    {
        var next = new Session(session.Id, session.Person, account, session.ProvedAt);
        if (next.Caller is null) return Problem.Forbidden($"You have no role in account {account}.");
        await using var db = database.Open();
        await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(row => row.SetProperty(s => s.AccountId, account.Value), cancellation);
        _held.TryRemove(session.Id, out _);
        return next;
    }

    /// <summary>Ends one session of a person; ending what has ended is no error.</summary>
    public async Task EndAsync(string personId, string sessionId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await db.Sessions.Where(s => s.PersonId == personId && s.Id == sessionId).ExecuteDeleteAsync(cancellation);
        _held.TryRemove(sessionId, out _);
    }

    private async Task<Session?> ReadAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } row) return null;
        if (now - row.SeenAt > Idle || now - row.CreatedAt > Longest) return null;
        if (await PersonReading.FindAsync(db, row.PersonId, cancellation) is not { } person) return null;
        if (now - row.SeenAt > SeenEvery)
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.SeenAt, now), cancellation);
        return new Session(id, person, new AccountId(row.AccountId), row.ProvedAt);
    }

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Held(Session Session, DateTimeOffset ReadAt);
}
