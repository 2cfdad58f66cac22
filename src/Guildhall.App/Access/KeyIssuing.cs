using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Access;

/// <summary>A new key with its secret, which is shown this once.</summary>
public sealed record IssuedKey(string AccessKeyId, Secret SecretAccessKey);

/// <summary>Creates and disables the keys that sign calls to Guildhall. Works beside a running server, which follows within a second.</summary>
public sealed class KeyIssuing(Database database, Vault vault, IdSource secrets, TimeProvider clock)
{
    private const int KeysPerUser = 2;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Where a row's secret is sealed.</summary>
    public static SecretPlace PlaceOf(string accessKeyId) => new("", accessKeyId, "SecretAccessKey");

    /// <summary>
    /// A key for a user of an account with the given policies. Refused: an account that is not 12 digits, a user name outside IAM's form, an unknown
    /// or malformed policy (each problem of the document), a third key for the same user (security.md 5.1).
    /// </summary>
    public async Task<Result<IssuedKey>> CreateAsync(AccountId account, string userName, IReadOnlyList<AttachedPolicy> policies, CancellationToken cancellation)
    {
        if (KeyForms.Check(account, userName, policies) is { IsEmpty: false } problems) return problems;
        await using var db = database.Open();
        if (await db.AccessKeys.CountAsync(k => k.AccountId == account.Value && k.UserName == userName, cancellation) >= KeysPerUser)
            return Problem.Limit($"{userName} of account {account} has {KeysPerUser} keys already; disable and remove one first.");
        var issued = new IssuedKey("AKIAGH" + secrets.Text(Base32, 14), new Secret(secrets.Text(Base64, 40)));
        db.AccessKeys.Add(new AccessKeyRow
        {
            Id = issued.AccessKeyId,
            AccountId = account.Value,
            UserName = userName,
            EncryptedSecret = vault.Seal(issued.SecretAccessKey, PlaceOf(issued.AccessKeyId)),
            Policies = AttachedPolicies.Write(policies),
            CreatedAt = clock.GetUtcNow(),
        });
        await Counters.BumpAsync(db, Counters.Keys, cancellation);
        await db.SaveChangesAsync(cancellation);
        return issued;
    }

    /// <summary>Disables a key for good; repeating it is no error. Not found when there is no such key.</summary>
    public async Task<Result<string>> DisableAsync(string accessKeyId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.AccessKeys.FindAsync([accessKeyId], cancellation) is not { } row) return Problem.NotFound($"There is no access key {accessKeyId}.");
        row.Active = false;
        await Counters.BumpAsync(db, Counters.Keys, cancellation);
        await db.SaveChangesAsync(cancellation);
        return accessKeyId;
    }
}
