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
    /// Stores a new password and ends all sessions of the person but <paramref name="kept"/>. Null when done. Refused: against the rules (member
    /// <c>new-password</c>), the same as before. That the old one was shown is checked by the caller, who counts failures.
    /// </summary>
    public async Task<Problem?> ChangeAsync(Person person, Secret password, string kept, ActOrigin origin, CancellationToken cancellation)
    {
        if (PasswordRules.Check(password.Reveal(), person.Email) is { IsEmpty: false } problems) return problems[0] with { Member = "new-password" };
        await using (var db = database.Open())
        {
            var row = await db.People.SingleAsync(p => p.Id == person.Id, cancellation);
            if (row.PasswordHash is { } old && hashing.Compare(old, password.Reveal()) != PasswordMatch.No)
                return Problem.Malformed("That is the password you have now. Choose another one.", "new-password");
            row.PasswordHash = hashing.Hash(password.Reveal());
            row.MustChangePassword = false;
            db.Audit.Add(PersonAudit.Of("ChangePassword", origin, clock.GetUtcNow(), new JsonObject { ["email"] = row.Email }));
            await db.SaveChangesAsync(cancellation);
        }

        await sessions.EndAllAsync(person.Id, kept, cancellation);
        return null;
    }
}
