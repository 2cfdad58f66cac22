using System.Text.Json.Nodes;
using Guildhall.App.Governance;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>Checking passwords and one-time codes. security.md S-30, S-33, S-34.</summary>
public sealed class SignIn(Database database, Marketplaces marketplaces, PasswordHashing hashing, SecondFactors factors, TimeProvider clock)
{
    private const string ShownPassword = "password";

    /// <summary>The one answer to an unknown address, a wrong password and a person who is switched off.</summary>
    public static Problem Wrong { get; } = new(ProblemKind.Forbidden, "SIGN_IN_FAILED", "The e-mail address or the password is not right.");

    private static readonly Problem WrongPassword = new(ProblemKind.Forbidden, "SIGN_IN_FAILED", "The password is not right.", "password");

    private readonly SignInAttempts _attempts = new(clock);
    private readonly Lazy<string> _nobody = new(() => hashing.Hash("the password of nobody at all"));

    /// <summary>
    /// The person whose address and password these are; a code may still be due. Refused: <c>SIGN_IN_FAILED</c>, after about the same time whatever was wrong;
    /// <c>TRY_LATER</c> after five failures with the address, anybody's or nobody's, or twenty of the network address within 15 minutes.
    /// </summary>
    public async Task<Result<Person>> CheckAsync(string email, Secret password, Visit visit, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var key = PersonForms.KnownKeyOf(email);
        var row = await db.People.FirstOrDefaultAsync(p => p.EmailKey == key, cancellation);
        var attempt = await _attempts.BeginAsync(db, visit, SignInAttempts.Typed(key), row is not null && PersonReading.Knows(visit, row), cancellation);
        if (attempt.Refused) return await FailedAsync(db, row, key, visit, attempt.Problems[0], cancellation);
        var match = Compare(row, password);
        if (row is not { Active: true } || match == PasswordMatch.No) return await FailedAsync(db, row, key, visit, Wrong, cancellation);
        if (match == PasswordMatch.YesButOld) row.PasswordHash = hashing.Hash(password.Reveal());
        await db.SaveChangesAsync(cancellation);
        await SignInAttempts.TakeBackAsync(db, attempt.Value, cancellation);
        if (row.CodeKey is null) await SignInAttempts.ForgetAsync(db, row, cancellation);
        return PersonReading.Of(row, await db.PersonRoles.AsNoTracking().Where(r => r.PersonId == row.Id).ToListAsync(cancellation));
    }

    /// <summary>Null when the code is right: of the authenticator app, or a recovery code that was not used yet. Either is used up by it. Otherwise refused as a password is.</summary>
    public Task<Problem?> CheckCodeAsync(Person person, string code, Visit visit, ActOrigin origin, CancellationToken cancellation) =>
        CheckAsync(person, visit, "SignInCode", origin, (db, row) => factors.UseAsync(db, row, code, cancellation), cancellation);

    /// <summary>Null when somebody who is signed in shows password and, with a second factor, a code again (S-48). Otherwise refused as a password is.</summary>
    public Task<Problem?> ProveAsync(Person person, Secret password, string code, Visit visit, ActOrigin origin, CancellationToken cancellation) => CheckAsync(
        person,
        visit,
        "ProveSignIn",
        origin,
        async (db, row) => Compare(row, password) == PasswordMatch.No ? WrongPassword : row.CodeKey is null ? ShownPassword : await factors.UseAsync(db, row, code, cancellation),
        cancellation);

    /// <summary>Null when somebody who is signed in shows the password. Otherwise refused as above.</summary>
    public Task<Problem?> CheckPasswordAsync(Person person, Secret password, Visit visit, ActOrigin origin, CancellationToken cancellation) =>
        CheckAsync(person, visit, "ProveSignIn", origin, (_, row) => Task.FromResult<Result<string>>(Compare(row, password) == PasswordMatch.No ? WrongPassword : ShownPassword), cancellation);

    /// <summary>Keeps that a sign-in through the identity provider failed (security.md S-63).</summary>
    public async Task FailedElsewhereAsync(Problem problem, Visit visit, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await FailedAsync(db, null, "identity provider", visit, problem, cancellation);
    }

    /// <param name="act">What the audit record says was done, with what <paramref name="check"/> says was shown.</param>
    private async Task<Problem?> CheckAsync(
        Person person, Visit visit, string act, ActOrigin origin, Func<GuildhallDb, PersonRow, Task<Result<string>>> check, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.People.FirstOrDefaultAsync(p => p.Id == person.Id && p.Active, cancellation) is not { } row) return Wrong;
        var attempt = await _attempts.BeginAsync(db, visit, SignInAttempts.Inside(row.Id), PersonReading.Knows(visit, row), cancellation);
        if (attempt.Refused) return await FailedAsync(db, row, row.EmailKey, visit, attempt.Problems[0], cancellation);
        var shown = await check(db, row);
        if (shown.Refused) return await FailedAsync(db, row, row.EmailKey, visit, shown.Problems[0], cancellation);
        db.Audit.Add(PersonAudit.Of(act, origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email, ["by"] = shown.Value, ["sourceIPAddress"] = visit.Address }));
        await db.SaveChangesAsync(cancellation);
        await SignInAttempts.TakeBackAsync(db, attempt.Value, cancellation);
        await SignInAttempts.ForgetAsync(db, row, cancellation);
        return null;
    }

    /// <summary>Takes the same time for nobody and for those without a password.</summary>
    private PasswordMatch Compare(PersonRow? row, Secret password)
    {
        var typed = password.Reveal();
        var match = hashing.Compare(row?.PasswordHash ?? _nobody.Value, typed.Length > 4 * PasswordRules.Longest ? "" : typed);
        return row?.PasswordHash is null ? PasswordMatch.No : match;
    }

    private async Task<Problem> FailedAsync(GuildhallDb db, PersonRow? person, string email, Visit visit, Problem problem, CancellationToken cancellation)
    {
        db.Audit.Add(PersonAudit.OfFailedSignIn(email, person is null ? null : await TenantAsync(db, person, cancellation), visit, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        return problem;
    }

    /// <summary>The tenant that all roles of a person are in; null when there is none or more than one.</summary>
    private async Task<string?> TenantAsync(GuildhallDb db, PersonRow person, CancellationToken cancellation)
    {
        var accounts = await db.PersonRoles.AsNoTracking().Where(r => r.PersonId == person.Id).Select(r => r.AccountId).ToListAsync(cancellation);
        var tenants = accounts.Select(account => marketplaces.FindTenantOf(new AccountId(account))?.State.Tenant.Value).Distinct(StringComparer.Ordinal).ToList();
        return tenants is [{ } one] ? one : null;
    }
}
