using System.Collections.Immutable;
using System.Data;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>One-time codes of an authenticator app, and the recovery codes beside them. security.md S-33.</summary>
public sealed class SecondFactors(Database database, Vault vault, MasterKey master, IdSource secrets, SecondFactorRule rule, TimeProvider clock)
{
    private static readonly Problem WrongCode = new(ProblemKind.Forbidden, "SIGN_IN_FAILED", "That code is not right, or was used already. Wait for the next one.", "code");

    private readonly RecoveryCodeList _recovery = new(master.Derive("recovery codes"));

    /// <summary>Whether the installation asks the person for one.</summary>
    public bool IsAskedOf(Person person) => rule.Asks(person);

    /// <summary>A new key in base32, for a set-up page. Nothing is stored before a code of it was shown.</summary>
    public string NewKey()
    {
        Span<byte> key = stackalloc byte[OneTimeCodes.KeyLength];
        secrets.Fill(key);
        return OneTimeCodes.Text(key);
    }

    /// <summary>
    /// From now on who is signed in shows codes of this key. Answers ten recovery codes, shown this once. Refused: a key that is none, a code that is not of it now
    /// (member <c>code</c>), a person who has a second factor already, a session that has ended.
    /// </summary>
    public async Task<Result<ImmutableArray<string>>> TurnOnAsync(Session session, string keyText, string code, ActOrigin origin, CancellationToken cancellation)
    {
        if (OneTimeCodes.Key(keyText) is not { } key) return Problem.Malformed("The key is damaged. Start again.", "code");
        if (OneTimeCodes.Find(key, Digits(code), clock.GetUtcNow(), lastUsed: 0) is not { } step) return Problem.Malformed("That is not the code of now. Check the clock of your telephone.", "code");
        return await WriteAsync<ImmutableArray<string>>(session, "EnableSecondFactor", origin, (_, row) =>
        {
            if (row.CodeKey is not null) return Problem.Conflict("SECOND_FACTOR_EXISTS", "You have a second factor already; turn it off first.");
            row.CodeKey = vault.Seal(new Secret(keyText), PlaceOf(row.Id));
            row.CodeStep = step;
            (var codes, row.RecoveryCodes) = _recovery.Make(secrets);
            return codes;
        }, cancellation);
    }

    /// <summary>Ten new recovery codes; the old ones stop working. Refused: there is no second factor, the session has ended.</summary>
    public Task<Result<ImmutableArray<string>>> RenewRecoveryAsync(Session session, ActOrigin origin, CancellationToken cancellation) =>
        WriteAsync<ImmutableArray<string>>(session, "RenewRecoveryCodes", origin, (_, row) =>
        {
            if (row.CodeKey is null) return Problem.Conflict("NO_SECOND_FACTOR", "There is no second factor to recover.");
            (var codes, row.RecoveryCodes) = _recovery.Make(secrets);
            return codes;
        }, cancellation);

    /// <summary>The password alone is enough again. Refused while the installation asks the person for a second factor, and when the session has ended.</summary>
    public async Task<Problem?> TurnOffAsync(Session session, ActOrigin origin, CancellationToken cancellation)
    {
        var turned = await WriteAsync<Person>(session, "DisableSecondFactor", origin, (person, row) =>
        {
            if (rule.Asks(person)) return Problem.Forbidden("Your roles need a second factor, so it cannot be turned off.");
            Forget(row);
            return person;
        }, cancellation);
        return turned.Refused ? turned.Problems[0] : null;
    }

    /// <summary>Changes the row of who is signed in, by what session and person are in the same transaction.</summary>
    private Task<Result<T>> WriteAsync<T>(Session session, string act, ActOrigin origin, Func<Person, PersonRow, Result<T>> decide, CancellationToken cancellation) =>
        Race.DecideAsync<Result<T>>(async () =>
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            var person = await Sessions.PersonOfAsync(db, session, cancellation);
            if (person.Refused) return person.Problems;
            var row = await db.People.SingleAsync(p => p.Id == person.Value.Id, cancellation);
            var decided = decide(person.Value, row);
            if (decided.Refused) return decided;
            db.Audit.Add(PersonAudit.Of(act, origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email }));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return decided;
        });

    internal static void Forget(PersonRow row)
    {
        row.CodeKey = null;
        row.RecoveryCodes = "[]";
    }

    /// <summary>
    /// Which kind of code it is, when it is right; it is used up by this, in one statement, so that of two at once one is refused. Refused also when the key was
    /// sealed with another master key (F-71).
    /// </summary>
    internal async Task<Result<string>> UseAsync(GuildhallDb db, PersonRow row, string code, CancellationToken cancellation)
    {
        if (row.CodeKey is null) return WrongCode;
        if (Digits(code) is { Length: 6 } digits)
        {
            if (KeyOf(row) is not { } key) return Unreadable(row.Email);
            return OneTimeCodes.Find(key, digits, clock.GetUtcNow(), row.CodeStep) is { } step
                && await db.People.Where(p => p.Id == row.Id && p.CodeStep < step).ExecuteUpdateAsync(p => p.SetProperty(r => r.CodeStep, step), cancellation) == 1
                ? "one-time code"
                : WrongCode;
        }

        var stored = row.RecoveryCodes;
        return _recovery.Without(stored, code) is { } left
            && await db.People.Where(p => p.Id == row.Id && p.RecoveryCodes == stored).ExecuteUpdateAsync(p => p.SetProperty(r => r.RecoveryCodes, left), cancellation) == 1
            ? "recovery code"
            : WrongCode;
    }

    private byte[]? KeyOf(PersonRow row)
    {
        try
        {
            return OneTimeCodes.Key(vault.Open(row.CodeKey!, PlaceOf(row.Id)).Reveal());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Problem Unreadable(string email) => new(
        ProblemKind.Conflict,
        "SECOND_FACTOR_UNREADABLE",
        $"Your second factor was sealed with another master key and cannot be read. Who runs the server can take it away: guildhall user reset-password {email} --second-factor",
        "code");

    /// <summary>A code as apps show it, with a space in the middle or without.</summary>
    private static string Digits(string code) => code.All(c => char.IsAsciiDigit(c) || c == ' ') ? code.Replace(" ", "", StringComparison.Ordinal) : "";

    internal static SecretPlace PlaceOf(string personId) => new("", personId, "CodeKey");
}
