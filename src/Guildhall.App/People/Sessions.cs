using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>
/// Signed-in browsers, kept in the database so that people and managers can see and end them. What was read is trusted for some seconds, so an
/// ended session stops working everywhere within that time. security.md S-35.
/// </summary>
public sealed class Sessions(Database database, Marketplaces marketplaces, IdSource secrets, SecondFactorRule rule, TimeProvider clock)
{
    /// <summary>Without a request for this long a session is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>The longest life of a session.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long somebody who has shown the password may look for the code.</summary>
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private const int MostHeld = 10_000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>The one answer to an account that nobody linked and to one of others (security.md S-24).</summary>
    public static Problem NoSuchAccount { get; } = Problem.NotFound("There is no account of that number that you may act for.");

    private static readonly Problem Ended = Problem.Conflict("SESSION_ENDED", "The session has ended meanwhile. Sign in again.");
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>
    /// Starts a session; answers the token for the cookie, which is stored nowhere. With a second factor it opens nothing before a code was shown, except
    /// when an identity provider vouches for the person: that is the provider's business then. Refused: switched off, or given another password, since
    /// <paramref name="person"/> was read.
    /// </summary>
    /// <param name="by">The identity provider's word; null for somebody who has shown the password.</param>
    public Task<Result<string>> StartAsync(Person person, AccountId account, Vouched? by, Visit visit, CancellationToken cancellation) =>
        Race.DecideAsync(() => TryStartAsync(person, account, by, visit, cancellation));

    private async Task<Result<string>> TryStartAsync(Person shown, AccountId account, Vouched? by, Visit visit, CancellationToken cancellation)
    {
        var token = NewToken();
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await PersonReading.FindAsync(db, shown.Id, cancellation) is not { } person || (by is null && person.PasswordStamp != shown.PasswordStamp)) return SignIn.Wrong;
        db.Add(new SessionRow
        {
            Id = IdOf(token),
            PersonId = person.Id,
            AccountId = account.Value,
            CreatedAt = now,
            SeenAt = now,
            ProvedAt = by is null ? now : by.ProvedAt(now),
            CodeDue = person.HasSecondFactor && by is null,
            ByProvider = by is not null,
            Address = visit.Address,
            Agent = visit.Agent.Length <= 200 ? visit.Agent : visit.Agent[..200],
        });
        var tenant = marketplaces.FindTenantOf(account)?.State.Tenant.Value;
        db.Add(PersonAudit.OfSignIn(person, account.Value, tenant, by is not null ? "identity provider" : person.HasSecondFactor ? "password, code due" : "password", visit, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return token;
    }

    /// <summary>
    /// The person of a session as both are now, in the caller's transaction: for what outlasts the session, since what was read before may be some seconds old.
    /// Refused: the session has ended, or the person was switched off.
    /// </summary>
    internal static async Task<Result<Person>> PersonOfAsync(GuildhallDb db, Session session, CancellationToken cancellation) =>
        await db.Sessions.AnyAsync(s => s.Id == session.Id, cancellation) && await PersonReading.FindAsync(db, session.Person.Id, cancellation) is { } person ? person : Ended;

    /// <summary>
    /// The person has shown a code, or password and code again: the same session goes on under a new token and with a new time of proof (S-35: a new id at every
    /// rise of rights). Null when the session has ended meanwhile.
    /// </summary>
    public async Task<string?> ProvedAsync(Session session, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == session.Id, cancellation) is not { } old) return null;
        return await RenewAsync(db, old, old.AccountId, clock.GetUtcNow(), cancellation);
    }

    /// <summary>The session of a cookie; null when there is none, or it has ended, or the person was switched off.</summary>
    public async Task<Session?> FindAsync(string token, CancellationToken cancellation)
    {
        var (id, now) = (IdOf(token), clock.GetUtcNow());
        if (_held.TryGetValue(id, out var held) && now - held.ReadAt < Trusted) return held.Session;
        var session = await ReadAsync(id, now, cancellation);
        if (session is null) _held.TryRemove(id, out _);
        else Hold(id, session, now);
        return session;
    }

    /// <summary>The sessions of a person that have not ended, the latest seen first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(string personId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (idle, oldest) = (now - Idle, now - Longest);
        await using var db = database.Open();
        return await db.Sessions.AsNoTracking()
            .Where(s => s.PersonId == personId && !s.CodeDue && s.SeenAt > idle && s.CreatedAt > oldest)
            .OrderByDescending(s => s.SeenAt)
            .ToListAsync(cancellation);
    }

    /// <summary>Acts for another account from now on, under a new token, so that a form made for the other account is not taken. Not found when the person has no role there.</summary>
    public async Task<Result<string>> SwitchAsync(Session session, AccountId account, ActOrigin origin, CancellationToken cancellation)
    {
        if (session.Person.As(account) is null) return NoSuchAccount;
        await using var db = database.Open();
        if (await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == session.Id, cancellation) is not { } old) return Ended;
        db.Add(PersonAudit.Of("SwitchAccount", origin, clock.GetUtcNow(), new JsonObject { ["email"] = session.Person.Email, ["accountId"] = account.Value }));
        return await RenewAsync(db, old, account.Value, old.ProvedAt, cancellation) is { } token ? token : Ended;
    }

    /// <summary>Ends one session of a person; ending what has ended is no error.</summary>
    /// <param name="act">As the audit record says it: <c>SignOut</c> or <c>EndSession</c>.</param>
    public async Task EndAsync(string personId, string sessionId, string act, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await db.Sessions.Where(s => s.PersonId == personId && s.Id == sessionId).ExecuteDeleteAsync(cancellation);
        if (ended > 0) db.Add(PersonAudit.Of(act, origin, clock.GetUtcNow(), new JsonObject { ["personId"] = personId }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        _held.TryRemove(sessionId, out _);
    }

    /// <summary>Ends all sessions of a person, except one when it is given; answers how many.</summary>
    public async Task<int> EndAllAsync(string personId, string? except, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await db.Sessions.Where(s => s.PersonId == personId && s.Id != except).ExecuteDeleteAsync(cancellation);
        if (ended > 0) db.Add(PersonAudit.Of("EndSession", origin, clock.GetUtcNow(), new JsonObject { ["personId"] = personId, ["sessions"] = ended }));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Forget(personId);
        return ended;
    }

    /// <summary>Looks the person up again at the next request of each session: something about the person has changed.</summary>
    internal void Forget(string personId)
    {
        foreach (var (id, held) in _held)
            if (held.Session.Person.Id == personId) _held.TryRemove(id, out _);
    }

    private void Hold(string id, Session session, DateTimeOffset now)
    {
        if (_held.Count >= MostHeld) _held.Clear();
        _held[id] = new Held(session, now);
    }

    private async Task<string?> RenewAsync(GuildhallDb db, SessionRow old, string account, DateTimeOffset provedAt, CancellationToken cancellation)
    {
        var token = NewToken();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Sessions.Where(s => s.Id == old.Id).ExecuteDeleteAsync(cancellation) == 0) return null;
        db.Add(new SessionRow
        {
            Id = IdOf(token),
            PersonId = old.PersonId,
            AccountId = account,
            CreatedAt = old.CreatedAt,
            SeenAt = clock.GetUtcNow(),
            ProvedAt = provedAt,
            ByProvider = old.ByProvider,
            Address = old.Address,
            Agent = old.Agent,
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        _held.TryRemove(old.Id, out _);
        return token;
    }

    private async Task<Session?> ReadAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation) is not { } row) return null;
        if (now - row.SeenAt > Idle || now - row.CreatedAt > (row.CodeDue ? CodeLife : Longest)) return null;
        if (await PersonReading.FindAsync(db, row.PersonId, cancellation) is not { } person) return null;
        if (now - row.SeenAt > SeenEvery)
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.SeenAt, now), cancellation);
        return new Session(id, person, new AccountId(row.AccountId), row.ProvedAt) { Next = NextStep(row, person), ByProvider = row.ByProvider };
    }

    private SignInStep NextStep(SessionRow row, Person person) =>
        row.CodeDue ? SignInStep.Code
        : row.ByProvider ? SignInStep.None
        : person.MustChangePassword ? SignInStep.NewPassword
        : rule.Asks(person) && !person.HasSecondFactor ? SignInStep.SecondFactor
        : SignInStep.None;

    private string NewToken() => secrets.Text(Letters, 43);

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Held(Session Session, DateTimeOffset ReadAt);
}
