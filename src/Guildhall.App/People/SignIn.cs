using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>A person who has shown the password.</summary>
/// <param name="Person">Who.</param>
/// <param name="NeedsCode">Whether a one-time code must be shown before there is a session.</param>
/// <param name="MustChangePassword">Whether the password must be changed before anything else.</param>
public sealed record PasswordShown(Person Person, bool NeedsCode, bool MustChangePassword);

/// <summary>Checking a password. security.md S-30, S-34.</summary>
public sealed class SignIn(Database database, PasswordHashing hashing, TimeProvider clock)
{
    /// <summary>The one answer to an unknown address, a wrong password and a person who is switched off.</summary>
    public static Problem Wrong { get; } = new(ProblemKind.Forbidden, "SIGN_IN_FAILED", "The e-mail address or the password is not right.");

    private const int FreeFailures = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly Lazy<string> _nobody = new(() => hashing.Hash("the password of nobody at all"));

    /// <summary>
    /// The person whose address and password these are. Refused: <c>SIGN_IN_FAILED</c>, after about the same time whatever was wrong;
    /// <c>TRY_LATER</c> after five failures within 15 minutes, for a time that doubles with each (never for good: a stranger must not lock anybody out).
    /// </summary>
    public async Task<Result<PasswordShown>> CheckAsync(string email, string password, string requestId, string address, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var key = PersonForms.KeyOf(email);
        var row = await db.People.FirstOrDefaultAsync(p => p.EmailKey == key, cancellation);
        if (row is not null && Wait(row, clock.GetUtcNow()) is { Ticks: > 0 } wait) return TryLater(wait);
        var match = hashing.Compare(row?.PasswordHash ?? _nobody.Value, password.Length > 4 * PasswordRules.Longest ? "" : password);
        if (row is not { Active: true, PasswordHash: not null } || match == PasswordMatch.No)
        {
            await FailedAsync(db, row, key, requestId, address, cancellation);
            return Wrong;
        }

        row.Failures = 0;
        if (match == PasswordMatch.YesButOld) row.PasswordHash = hashing.Hash(password);
        await db.SaveChangesAsync(cancellation);
        var roles = await db.PersonRoles.AsNoTracking().Where(r => r.PersonId == row.Id).ToListAsync(cancellation);
        return new PasswordShown(PersonReading.Of(row, roles), row.CodeKey is not null, row.MustChangePassword);
    }

    private async Task FailedAsync(GuildhallDb db, PersonRow? row, string key, string requestId, string address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (row is not null)
        {
            row.Failures = now - row.FailedAt > Window ? 1 : row.Failures + 1;
            row.FailedAt = now;
        }

        db.Audit.Add(PersonAudit.OfFailedSignIn(key, requestId, address, now));
        await db.SaveChangesAsync(cancellation);
    }

    private static TimeSpan Wait(PersonRow row, DateTimeOffset now)
    {
        if (row.Failures < FreeFailures || now - row.FailedAt > Window) return TimeSpan.Zero;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(row.Failures - FreeFailures, 9)));
        return row.FailedAt + pause - now;
    }

    private static Problem TryLater(TimeSpan wait) =>
        new(ProblemKind.LimitReached, "TRY_LATER", $"Too many failed sign-ins. Try again in {Math.Ceiling(wait.TotalSeconds):N0} s.");
}
