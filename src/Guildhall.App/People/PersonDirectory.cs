using Guildhall.App.Access;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>A role in an account, or with an empty account of the whole installation.</summary>
public sealed record GivenRole(string Role, AccountId Account);

/// <summary>A new person and the password that works once.</summary>
public sealed record NewPerson(Person Person, Secret Password);

/// <summary>Who may sign in, and as what. Works beside a running server.</summary>
public sealed class PersonDirectory(Database database, PasswordHashing hashing, IdSource secrets, TimeProvider clock)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>
    /// A new person with roles. Without <paramref name="password"/> a one-time one is made, to be changed at the first sign-in. Refused: an address that
    /// is none or is taken, a name outside its limits, an unknown role, a role for an account that is not 12 digits, a password against the rules.
    /// </summary>
    public async Task<Result<NewPerson>> CreateAsync(string email, string name, IReadOnlyList<GivenRole> roles, Secret? password, CancellationToken cancellation)
    {
        if (PersonForms.Check(email, name, roles) is { IsEmpty: false } problems) return problems;
        if (password is not null && PasswordRules.Check(password.Reveal(), email) is { IsEmpty: false } weak) return weak;
        await using var db = database.Open();
        var key = PersonForms.KeyOf(email);
        if (await db.People.AnyAsync(p => p.EmailKey == key, cancellation)) return Problem.Conflict("EMAIL_TAKEN", $"{email} signs in already.");
        var secret = password ?? new Secret(secrets.Text(Letters, 20));
        var row = new PersonRow
        {
            Id = secrets.Text(Letters, 16),
            Email = email.Trim(),
            EmailKey = key,
            Name = name.Trim(),
            PasswordHash = hashing.Hash(secret.Reveal()),
            MustChangePassword = password is null,
            CreatedAt = clock.GetUtcNow(),
        };
        PersonRoleRow[] given = [.. roles.Distinct().Select(r => new PersonRoleRow { PersonId = row.Id, AccountId = r.Account.Value, Role = r.Role })];
        db.Add(row);
        db.AddRange(given.AsEnumerable<object>());
        await db.SaveChangesAsync(cancellation);
        return new NewPerson(PersonReading.Of(row, given), secret);
    }

    /// <summary>Whether anybody signs in here yet; when not, the first visit sets the installation up (security.md S-36).</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.People.AnyAsync(cancellation);
    }

    /// <summary>The person by address; null when there is none.</summary>
    public async Task<Person?> FindByEmailAsync(string email, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var key = PersonForms.KeyOf(email);
        var row = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.EmailKey == key, cancellation);
        return row is null ? null : await PersonReading.FindAsync(db, row.Id, cancellation);
    }

    /// <summary>The person of a credential as a caller with the rights of now; null when person or role is gone. For the worker, which waits for it.</summary>
    public Caller? FindCaller(string credential, AccountId account)
    {
        if (Person.IdIn(credential) is not { } id) return null;
        using var db = database.Open();
        var row = db.People.AsNoTracking().FirstOrDefault(p => p.Id == id && p.Active);
        return row is null ? null : PersonReading.Of(row, db.PersonRoles.AsNoTracking().Where(r => r.PersonId == id).ToList()).As(account);
    }
}
