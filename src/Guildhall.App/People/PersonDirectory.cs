using System.Collections.Immutable;
using System.Data;
using System.Text.Json.Nodes;
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

    /// <summary>As the other, by whoever runs the machine.</summary>
    public Task<Result<NewPerson>> CreateAsync(string email, string name, IReadOnlyList<GivenRole> roles, Secret? password, CancellationToken cancellation) =>
        CreateAsync(PeopleReach.Operator, email, name, roles, password, ActOrigin.Operator(secrets.Uuid().ToString()), cancellation);

    /// <summary>
    /// A new person with roles. Without <paramref name="password"/> a one-time one is made, to be changed at the first sign-in. Refused: an address that
    /// is none or is taken, a name outside its limits, an unknown role, a role for an account that is not 12 digits or out of reach, a password against the rules.
    /// </summary>
    public async Task<Result<NewPerson>> CreateAsync(
        PeopleReach reach, string email, string name, IReadOnlyList<GivenRole> roles, Secret? password, ActOrigin origin, CancellationToken cancellation)
    {
        if (PersonForms.Check(email, name, roles) is { IsEmpty: false } problems) return problems;
        if (roles.Select(reach.Refuses).FirstOrDefault(refusal => refusal is not null) is { } refused) return refused with { Member = "account" };
        if (password is not null && PasswordRules.Check(password.Reveal(), email) is { IsEmpty: false } weak) return weak;
        var key = PersonForms.KeyOf(email);
        return await Race.DecideAsync<Result<NewPerson>>(async () =>
        {
            await using var db = database.Open();
            if (await db.People.AnyAsync(p => p.EmailKey == key, cancellation)) return new Problem(ProblemKind.Conflict, "EMAIL_TAKEN", $"{email} signs in already.", "email");
            return await AddAsync(db, NewRow(email, name), roles, password, origin, cancellation);
        });
    }

    /// <summary>The first person, a marketplace manager. Refused like any new person, and when there is one already. security.md S-36.</summary>
    public async Task<Result<NewPerson>> CreateFirstAsync(string email, string name, Secret password, ActOrigin origin, CancellationToken cancellation)
    {
        GivenRole[] roles = [new(Role.MarketplaceManager, new AccountId(""))];
        ImmutableArray<Problem> problems = [.. PersonForms.Check(email, name, roles), .. PasswordRules.Check(password.Reveal(), email)];
        if (!problems.IsEmpty) return problems;
        return await Race.DecideAsync<Result<NewPerson>>(async () =>
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            if (await db.People.AnyAsync(cancellation)) return Problem.Conflict("SET_UP_ALREADY", "Somebody signs in here already.");
            var made = await AddAsync(db, NewRow(email, name), roles, password, origin, cancellation);
            await transaction.CommitAsync(cancellation);
            return made;
        });
    }

    /// <summary>Whether anybody signs in here yet; when not, the first visit sets the installation up (security.md S-36).</summary>
    public Task<bool> AnyAsync(CancellationToken cancellation) => Task.Run(Any, cancellation);

    /// <summary>The person by address; null when there is none.</summary>
    public async Task<Person?> FindByEmailAsync(string email, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var key = PersonForms.KeyOf(email);
        var row = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.EmailKey == key, cancellation);
        return row is null ? null : await PersonReading.FindAsync(db, row.Id, cancellation);
    }

    /// <summary>By plain SQL: every start asks it, and EF Core's model need not be made for that.</summary>
    private bool Any()
    {
        using var reading = new PlainReading(database);
        return reading.Rows("""SELECT 1 FROM "People" LIMIT 1""").Any();
    }

    internal static Secret OneTimePassword(IdSource secrets) => new(secrets.Text(Letters, 20));

    private async Task<NewPerson> AddAsync(GuildhallDb db, PersonRow row, IReadOnlyList<GivenRole> roles, Secret? password, ActOrigin origin, CancellationToken cancellation)
    {
        var secret = password ?? OneTimePassword(secrets);
        (row.PasswordHash, row.MustChangePassword) = (hashing.Hash(secret.Reveal()), password is null);
        PersonRoleRow[] given = [.. roles.Distinct().Select(r => new PersonRoleRow { PersonId = row.Id, AccountId = r.Account.Value, Role = r.Role })];
        db.Add(row);
        db.AddRange(given.AsEnumerable<object>());
        var told = new JsonArray([.. given.Select(r => (JsonNode)new JsonObject { ["role"] = r.Role, ["accountId"] = r.AccountId })]);
        db.Audit.Add(PersonAudit.Of("CreateUser", origin, row.CreatedAt, new JsonObject { ["email"] = row.Email, ["name"] = row.Name, ["roles"] = told }));
        await db.SaveChangesAsync(cancellation);
        return new NewPerson(PersonReading.Of(row, given), secret);
    }

    private PersonRow NewRow(string email, string name) => new()
    {
        Id = secrets.Text(Letters, 16),
        Email = email.Trim(),
        EmailKey = PersonForms.KeyOf(email),
        Name = name.Trim(),
        CreatedAt = clock.GetUtcNow(),
    };

    /// <summary>The person of a credential as a caller with the rights of now; null when person or role is gone. For the worker, which waits for it.</summary>
    public Caller? FindCaller(string credential, AccountId account)
    {
        if (Person.IdIn(credential) is not { } id) return null;
        using var db = database.Open();
        var row = db.People.AsNoTracking().FirstOrDefault(p => p.Id == id && p.Active);
        return row is null ? null : PersonReading.Of(row, db.PersonRoles.AsNoTracking().Where(r => r.PersonId == id).ToList()).As(account);
    }
}
