using System.Data;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>What managers and the command line do to people: roles, switching on and off, a new password, ending sessions. Each with its audit record.</summary>
public sealed class PersonChanges(Database database, PasswordHashing hashing, Sessions sessions, IdSource secrets, TimeProvider clock)
{
    /// <summary>Gives a role; having it already is no error. Refused: an unknown role or account, one out of reach, somebody who is out of reach or nobody at all.</summary>
    public Task<Result<Person>> AddRoleAsync(PeopleReach reach, string email, GivenRole given, ActOrigin origin, CancellationToken cancellation)
    {
        if (PersonForms.Check([given]) is { IsEmpty: false } malformed) return Task.FromResult<Result<Person>>(malformed);
        if (reach.Refuses(given) is { } refused) return Task.FromResult<Result<Person>>(refused);
        return ChangeAsync(reach.RefusesMore, email, "AddUserRole", origin, given, change =>
        {
            if (change.Roles.Any(r => r.Role == given.Role && r.AccountId == given.Account.Value)) return null;
            var row = new PersonRoleRow { PersonId = change.Row.Id, AccountId = given.Account.Value, Role = given.Role };
            change.Roles.Add(row);
            change.Db.Add(row);
            return null;
        }, cancellation);
    }

    /// <summary>Takes a role away. Refused: it is not there, it is out of reach, or it is the last marketplace manager's.</summary>
    public Task<Result<Person>> RemoveRoleAsync(PeopleReach reach, string email, GivenRole given, ActOrigin origin, CancellationToken cancellation)
    {
        if (reach.Refuses(given) is { } refused) return Task.FromResult<Result<Person>>(refused);
        return ChangeAsync(person => reach.Sees(person) ? null : PeopleReach.Nobody, email, "RemoveUserRole", origin, given, change =>
        {
            if (change.Roles.FirstOrDefault(r => r.Role == given.Role && r.AccountId == given.Account.Value) is not { } row) return Problem.NotFound($"{email} does not have that role.");
            change.Roles.Remove(row);
            change.Db.Remove(row);
            return null;
        }, cancellation);
    }

    /// <summary>Switches somebody off, with sessions and keys, or on again (keys stay off). Refused: out of reach, or the last marketplace manager.</summary>
    public Task<Result<Person>> SetActiveAsync(PeopleReach reach, string email, bool active, ActOrigin origin, CancellationToken cancellation) =>
        ChangeAsync(reach.Refuses, email, active ? "EnableUser" : "DisableUser", origin, null, change =>
        {
            change.Row.Active = active;
            change.EndsSessions = !active;
            return null;
        }, cancellation);

    /// <summary>A new one-time password, shown this once; all sessions end. Refused: out of reach.</summary>
    /// <param name="forgetSecondFactor">For somebody who lost telephone and recovery codes.</param>
    public async Task<Result<NewPerson>> ResetPasswordAsync(PeopleReach reach, string email, bool forgetSecondFactor, ActOrigin origin, CancellationToken cancellation)
    {
        var password = PersonDirectory.OneTimePassword(secrets);
        var changed = await ChangeAsync(reach.Refuses, email, "ResetUserPassword", origin, null, change =>
        {
            change.Row.PasswordHash = hashing.Hash(password.Reveal());
            (change.Row.MustChangePassword, change.EndsSessions) = (true, true);
            if (forgetSecondFactor) SecondFactors.Forget(change.Row);
            return null;
        }, cancellation);
        return changed.Refused ? changed.Problems : new NewPerson(changed.Value, password);
    }

    /// <summary>Ends all sessions of somebody. Refused: out of reach.</summary>
    public Task<Result<Person>> EndSessionsAsync(PeopleReach reach, string email, ActOrigin origin, CancellationToken cancellation) =>
        ChangeAsync(reach.Refuses, email, "EndUserSessions", origin, null, change =>
        {
            change.EndsSessions = true;
            return null;
        }, cancellation);

    private async Task<Result<Person>> ChangeAsync(
        Func<Person, Problem?> refuses, string email, string act, ActOrigin origin, GivenRole? role, Func<Change, Problem?> decide, CancellationToken cancellation)
    {
        var changed = await Race.DecideAsync(() => TryChangeAsync(refuses, email, act, origin, role, decide, cancellation));
        if (!changed.Refused) sessions.Forget(changed.Value.Id);
        return changed;
    }

    /// <summary>One after another, as far as the database lets anybody see: of two that take the last two managers away, one is refused.</summary>
    private async Task<Result<Person>> TryChangeAsync(
        Func<Person, Problem?> refuses, string email, string act, ActOrigin origin, GivenRole? role, Func<Change, Problem?> decide, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var key = PersonForms.KeyOf(email);
        if (await db.People.FirstOrDefaultAsync(p => p.EmailKey == key, cancellation) is not { } row) return PeopleReach.Nobody;
        var change = new Change(db, row, await db.PersonRoles.Where(r => r.PersonId == row.Id).ToListAsync(cancellation));
        if (refuses(PersonReading.Of(row, change.Roles)) is { } refused) return refused;
        var managed = await AnyManagerAsync(db, cancellation);
        if (decide(change) is { } problem) return problem;
        var parameters = new JsonObject { ["email"] = row.Email };
        if (role is not null) (parameters["role"], parameters["accountId"]) = (role.Role, role.Account.Value);
        db.Audit.Add(PersonAudit.Of(act, origin, clock.GetUtcNow(), parameters));
        await db.SaveChangesAsync(cancellation);
        if (managed && !await AnyManagerAsync(db, cancellation)) return Problem.Conflict("LAST_MANAGER", $"{row.Email} is the last marketplace manager. Make another one first.");
        var person = PersonReading.Of(row, change.Roles);
        await PersonKeys.FollowAsync(db, person, row.Active, cancellation);
        if (change.EndsSessions) await db.Sessions.Where(s => s.PersonId == row.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person;
    }

    private static Task<bool> AnyManagerAsync(GuildhallDb db, CancellationToken cancellation) =>
        db.PersonRoles.AnyAsync(r => r.Role == Role.MarketplaceManager && db.People.Any(p => p.Id == r.PersonId && p.Active), cancellation);

    private sealed record Change(GuildhallDb Db, PersonRow Row, List<PersonRoleRow> Roles)
    {
        public bool EndsSessions { get; set; }
    }
}
