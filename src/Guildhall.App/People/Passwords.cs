using System.Data;
using System.Text.Json.Nodes;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>Changing one's own password. security.md S-30.</summary>
public sealed class Passwords(Database database, PasswordHashing hashing, Sessions sessions, TimeProvider clock)
{
    /// <summary>
    /// Stores a new password of who is signed in, and ends their other sessions. Null when done. Refused: against the rules (member <c>new-password</c>), the
    /// same as before, the session has ended. That the old one was shown is checked by the caller, who counts failures.
    /// </summary>
    public async Task<Problem?> ChangeAsync(Session session, Secret password, ActOrigin origin, CancellationToken cancellation)
    {
        if (PasswordRules.Check(password.Reveal(), session.Person.Email) is { IsEmpty: false } problems) return problems[0] with { Member = "new-password" };
        if (await Race.DecideAsync(() => TryChangeAsync(session, password, origin, cancellation)) is { } refused) return refused;
        sessions.Forget(session.Person.Id);
        return null;
    }

    private async Task<Problem?> TryChangeAsync(Session session, Secret password, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var person = await Sessions.PersonOfAsync(db, session, cancellation);
        if (person.Refused) return person.Problems[0];
        var row = await db.People.SingleAsync(p => p.Id == session.Person.Id, cancellation);
        if (row.PasswordHash is { } old && hashing.Compare(old, password.Reveal()) != PasswordMatch.No)
            return Problem.Malformed("That is the password you have now. Choose another one.", "new-password");
        row.PasswordHash = hashing.Hash(password.Reveal());
        row.MustChangePassword = false;
        db.Audit.Add(PersonAudit.Of("ChangePassword", origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email }));
        await db.SaveChangesAsync(cancellation);
        await db.Sessions.Where(s => s.PersonId == row.Id && s.Id != session.Id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }
}
