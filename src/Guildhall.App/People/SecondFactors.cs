using System.Collections.Immutable;
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
    /// From now on the person shows codes of this key. Answers ten recovery codes, shown this once. Refused: a key that is none, a code that is not of it now
    /// (member <c>code</c>), a person who has a second factor already.
    /// </summary>
    public async Task<Result<ImmutableArray<string>>> TurnOnAsync(Person person, string keyText, string code, ActOrigin origin, CancellationToken cancellation)
    {
        if (OneTimeCodes.Key(keyText) is not { } key) return Problem.Malformed("The key is damaged. Start again.", "code");
        var now = clock.GetUtcNow();
        if (OneTimeCodes.Find(key, Digits(code), now, lastUsed: 0) is not { } step) return Problem.Malformed("That is not the code of now. Check the clock of your telephone.", "code");
        await using var db = database.Open();
        var row = await db.People.SingleAsync(p => p.Id == person.Id, cancellation);
        if (row.CodeKey is not null) return Problem.Conflict("SECOND_FACTOR_EXISTS", "You have a second factor already; turn it off first.");
        row.CodeKey = vault.Seal(new Secret(keyText), PlaceOf(row));
        row.CodeStep = step;
        (var codes, row.RecoveryCodes) = _recovery.Make(secrets);
        db.Audit.Add(PersonAudit.Of("EnableSecondFactor", origin, now, new JsonObject { ["email"] = row.Email }));
        await db.SaveChangesAsync(cancellation);
        return codes;
    }

    /// <summary>Ten new recovery codes; the old ones stop working. Refused: there is no second factor.</summary>
    public async Task<Result<ImmutableArray<string>>> RenewRecoveryAsync(Person person, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var row = await db.People.SingleAsync(p => p.Id == person.Id, cancellation);
        if (row.CodeKey is null) return Problem.Conflict("NO_SECOND_FACTOR", "There is no second factor to recover.");
        (var codes, row.RecoveryCodes) = _recovery.Make(secrets);
        db.Audit.Add(PersonAudit.Of("RenewRecoveryCodes", origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email }));
        await db.SaveChangesAsync(cancellation);
        return codes;
    }

    /// <summary>The password alone is enough again. Refused while the installation asks the person for a second factor.</summary>
    public async Task<Problem?> TurnOffAsync(Person person, ActOrigin origin, CancellationToken cancellation)
    {
        if (rule.Asks(person)) return Problem.Forbidden("Your roles need a second factor, so it cannot be turned off.");
        await using var db = database.Open();
        var row = await db.People.SingleAsync(p => p.Id == person.Id, cancellation);
        Forget(row);
        db.Audit.Add(PersonAudit.Of("DisableSecondFactor", origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email }));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    internal static void Forget(PersonRow row)
    {
        row.CodeKey = null;
        row.RecoveryCodes = "[]";
    }

    /// <summary>Whether the code is right; it is used up by this, in one statement, so that of two at once one is refused.</summary>
    internal async Task<bool> UseAsync(GuildhallDb db, PersonRow row, string code, CancellationToken cancellation)
    {
        if (row.CodeKey is null) return false;
        if (Digits(code) is { Length: 6 } digits)
        {
            var key = OneTimeCodes.Key(vault.Open(row.CodeKey, PlaceOf(row)).Reveal())!;
            return OneTimeCodes.Find(key, digits, clock.GetUtcNow(), row.CodeStep) is { } step
                && await db.People.Where(p => p.Id == row.Id && p.CodeStep < step).ExecuteUpdateAsync(p => p.SetProperty(r => r.CodeStep, step), cancellation) == 1;
        }

        var stored = row.RecoveryCodes;
        return _recovery.Without(stored, code) is { } left
            && await db.People.Where(p => p.Id == row.Id && p.RecoveryCodes == stored).ExecuteUpdateAsync(p => p.SetProperty(r => r.RecoveryCodes, left), cancellation) == 1;
    }

    /// <summary>A code as apps show it, with a space in the middle or without.</summary>
    private static string Digits(string code) => code.All(c => char.IsAsciiDigit(c) || c == ' ') ? code.Replace(" ", "", StringComparison.Ordinal) : "";

    private static SecretPlace PlaceOf(PersonRow row) => new("", row.Id, "CodeKey");
}
