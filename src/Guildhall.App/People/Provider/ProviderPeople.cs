using System.Data;
using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People.Provider;

/// <summary>Who somebody is here whom the provider vouches for, and with which roles. security.md S-32.</summary>
public sealed class ProviderPeople(Database database, ProviderSettings settings, Sessions sessions, IdSource secrets, TimeProvider clock)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    private static readonly Problem Replayed = IdTokens.NotAccepted("it was used already");

    /// <summary>Null when the state of a flow is used for the first time; a reply works once, on whichever server it arrives.</summary>
    public async Task<Problem?> SpendAsync(ProviderFlow flow, CancellationToken cancellation)
    {
        await using var db = database.Open();
        db.Add(new SpentStateRow { State = flow.State, SpentAt = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException exception) when (DatabaseFailure.IsRace(exception))
        {
            return Replayed;
        }
    }

    /// <summary>
    /// The person of an identity: known by it, else by an e-mail address when the provider is trusted with those, else new. The roles of the person's groups are
    /// given and those of groups left are taken away; with the last role go sessions and keys. Refused: another person's address, no verified address,
    /// switched off, no role.
    /// </summary>
    public async Task<Result<Person>> TakeAsync(ProvidedIdentity identity, Visit visit, CancellationToken cancellation)
    {
        var taken = await Race.DecideAsync(() => TryTakeAsync(identity, visit, cancellation));
        if (taken.Refused) return taken.Problems;
        sessions.Forget(taken.Value.Id);
        return taken.Value.Roles.IsEmpty ? NoRole : taken;
    }

    /// <summary>The person with the roles of now, which may be none.</summary>
    private async Task<Result<Person>> TryTakeAsync(ProvidedIdentity identity, Visit visit, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var found = await FindAsync(db, identity, cancellation);
        if (found.Refused) return found.Problems;
        var row = found.Value ?? NewRow(identity);
        var isNew = found.Value is null;
        if (isNew && PersonForms.Check(row.Email, row.Name, RolesOf(identity)) is { IsEmpty: false } problems) return RolesOf(identity).Count == 0 ? NoRole : problems;
        if (!row.Active) return SignIn.Wrong;
        if (isNew) db.Add(row);
        if (row.Subject is null) (row.Issuer, row.Subject) = (identity.Issuer, identity.Subject);
        var roles = await FollowGroupsAsync(db, row, identity, cancellation);
        var person = PersonReading.Of(row, roles);
        if (isNew || db.ChangeTracker.HasChanges()) db.Audit.Add(Audit(isNew ? "CreateUser" : "UpdateUser", person, visit));
        await db.SaveChangesAsync(cancellation);
        await PersonKeys.FollowAsync(db, person, active: true, cancellation);
        if (roles.Count == 0) await db.Sessions.Where(s => s.PersonId == person.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person;
    }

    private static Problem NoRole { get; } = Problem.Forbidden("None of your groups has a role here. Ask a marketplace manager for one.");

    /// <summary>The row of the identity; null for somebody new.</summary>
    private async Task<Result<PersonRow?>> FindAsync(GuildhallDb db, ProvidedIdentity identity, CancellationToken cancellation)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Issuer == identity.Issuer && p.Subject == identity.Subject, cancellation) is { } known) return known;
        if (identity.Email is not { Length: > 0 } email || !(identity.EmailVerified || settings.TrustedEmail)) return Problem.Forbidden("The identity provider does not say that your e-mail address is yours.");
        var key = PersonForms.KeyOf(email);
        var other = await db.People.FirstOrDefaultAsync(p => p.EmailKey == key, cancellation);
        return other is null || (settings.TrustedEmail && other.Subject is null)
            ? other
            : Problem.Conflict("EMAIL_TAKEN", "Somebody else signs in here with your e-mail address already. A marketplace manager can help.");
    }

    private async Task<List<PersonRoleRow>> FollowGroupsAsync(GuildhallDb db, PersonRow row, ProvidedIdentity identity, CancellationToken cancellation)
    {
        var roles = await db.PersonRoles.Where(r => r.PersonId == row.Id).ToListAsync(cancellation);
        var wanted = RolesOf(identity);
        foreach (var gone in roles.Where(r => r.ByProvider && !wanted.Contains(new GivenRole(r.Role, new AccountId(r.AccountId)))).ToList())
        {
            db.Remove(gone);
            roles.Remove(gone);
        }

        foreach (var given in wanted.Where(w => !roles.Any(r => r.Role == w.Role && r.AccountId == w.Account.Value)))
        {
            var added = new PersonRoleRow { PersonId = row.Id, AccountId = given.Account.Value, Role = given.Role, ByProvider = true };
            db.Add(added);
            roles.Add(added);
        }

        return roles;
    }

    private List<GivenRole> RolesOf(ProvidedIdentity identity) => [.. settings.Roles.Where(r => identity.Groups.Contains(r.Group, StringComparer.Ordinal)).Select(r => r.Given).Distinct()];

    private PersonRow NewRow(ProvidedIdentity identity) => new()
    {
        Id = secrets.Text(Letters, 16),
        Email = (identity.Email ?? "").Trim(),
        EmailKey = PersonForms.KeyOf(identity.Email ?? ""),
        Name = identity.Name is { Length: > 0 } name ? name.Trim() : identity.Email ?? "",
        Issuer = identity.Issuer,
        Subject = identity.Subject,
        CreatedAt = clock.GetUtcNow(),
    };

    private AuditRow Audit(string act, Person person, Visit visit)
    {
        var roles = new JsonArray([.. person.Roles.SelectMany(r => r.Value.Select(role => (JsonNode)new JsonObject { ["role"] = role, ["accountId"] = r.Key.Value }))]);
        return PersonAudit.Of(act, new ActOrigin("identity provider", "", "page", visit.RequestId), clock.GetUtcNow(), new JsonObject { ["email"] = person.Email, ["roles"] = roles });
    }
}
