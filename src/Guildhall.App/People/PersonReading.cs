using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.People;

/// <summary>People as the database has them now.</summary>
internal static class PersonReading
{
    /// <summary>Null when there is no such person or the person is switched off.</summary>
    public static async Task<Person?> FindAsync(GuildhallDb db, string id, CancellationToken cancellation)
    {
        var row = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.Active, cancellation);
        return row is null ? null : Of(row, await db.PersonRoles.AsNoTracking().Where(r => r.PersonId == id).ToListAsync(cancellation));
    }

    public static Person Of(PersonRow row, IEnumerable<PersonRoleRow> roles) => new(
        row.Id,
        row.Email,
        row.Name,
        roles.GroupBy(r => new AccountId(r.AccountId)).ToImmutableDictionary(g => g.Key, g => g.Select(r => r.Role).Order(StringComparer.Ordinal).ToImmutableArray()))
    {
        HasSecondFactor = row.CodeKey is not null,
        HasPassword = row.PasswordHash is not null,
        PasswordStamp = StampOf(row.PasswordHash),
        MustChangePassword = row.MustChangePassword,
        RecoveryCodes = RecoveryCodeList.Read(row.RecoveryCodes).Count,
    };

    /// <summary>Whether the browser is one that the person signed in with, by the password of now.</summary>
    public static bool Knows(Visit visit, PersonRow row) => visit.KnownAs == Person.MarkOf(row.Id, StampOf(row.PasswordHash));

    private static string StampOf(string? hash) => hash is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash)))[..16];
}
