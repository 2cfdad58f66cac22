using System.Data;
using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Access;

/// <summary>A new key with its secret, which is shown this once.</summary>
public sealed record IssuedKey(string AccessKeyId, Secret SecretAccessKey);

/// <summary>A key as it is listed: nothing of its secret.</summary>
/// <param name="PersonId">The person it belongs to, or null.</param>
public sealed record ListedKey(string Id, AccountId Account, string UserName, IReadOnlyList<string> Policies, bool Active, string? PersonId, DateTimeOffset CreatedAt);

/// <summary>Creates, lists and disables the keys that sign calls to Guildhall. Works beside a running server, which follows within a second.</summary>
public sealed class KeyIssuing(Database database, Vault vault, IdSource secrets, TimeProvider clock)
{
    public const int KeysPerUser = 2;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Where a row's secret is sealed.</summary>
    public static SecretPlace PlaceOf(string accessKeyId) => new("", accessKeyId, "SecretAccessKey");

    /// <summary>As the other, by whoever runs the machine.</summary>
    public Task<Result<IssuedKey>> CreateAsync(AccountId account, string userName, IReadOnlyList<AttachedPolicy> policies, CancellationToken cancellation) =>
        CreateAsync(PeopleReach.Operator, account, userName, policies, ActOrigin.Operator(secrets.Uuid().ToString()), cancellation);

    /// <summary>
    /// A key for a user of an account with the given policies. Refused: an account that is not 12 digits or out of reach, a user name outside IAM's form, an
    /// unknown or malformed policy (each problem of the document), one that only marketplace managers give, a third active key for the same user (security.md 5.1),
    /// the name of somebody who signs in here.
    /// </summary>
    public async Task<Result<IssuedKey>> CreateAsync(
        PeopleReach reach, AccountId account, string userName, IReadOnlyList<AttachedPolicy> policies, ActOrigin origin, CancellationToken cancellation)
    {
        if (KeyForms.Check(account, userName, policies) is { IsEmpty: false } problems) return problems;
        if (!reach.Covers(account)) return Problem.Forbidden($"Account {account} is not one whose keys you manage.");
        if (!reach.Everything && policies.Any(p => p.Name == BuiltInPolicies.Manager)) return Problem.Forbidden($"Only a marketplace manager gives {BuiltInPolicies.Manager}.");
        if (!reach.Everything && userName.Contains('@', StringComparison.Ordinal)) return NamesSomebody;
        return await IssueAsync(
            async db => await IsSomebodyAsync(db, userName, cancellation) ? NamesSomebody : new KeyDraft(account, userName, policies, PersonId: null), origin, cancellation);
    }

    /// <summary>
    /// A key of the own of who is signed in, for an account: its rights are, now and later, those of the person's roles there. Refused: no role there, a third
    /// active key, the session has ended.
    /// </summary>
    public Task<Result<IssuedKey>> CreateOwnAsync(Session session, AccountId account, ActOrigin origin, CancellationToken cancellation) =>
        IssueAsync(db => OwnAsync(db, session, account, cancellation), origin, cancellation);

    /// <summary>The keys within reach, those of the person given alone when one is, by account and user.</summary>
    public async Task<IReadOnlyList<ListedKey>> ListAsync(PeopleReach reach, string? personId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.AccessKeys.AsNoTracking().Where(k => personId == null || k.PersonId == personId).OrderBy(k => k.AccountId).ThenBy(k => k.UserName).ThenBy(k => k.CreatedAt).ToListAsync(cancellation);
        return [.. rows.Select(Listed).Where(key => personId is not null || reach.Covers(key.Account))];
    }

    /// <summary>As the other, by whoever runs the machine.</summary>
    public Task<Result<string>> DisableAsync(string accessKeyId, CancellationToken cancellation) =>
        DisableAsync(PeopleReach.Operator, accessKeyId, ownerId: null, ActOrigin.Operator(secrets.Uuid().ToString()), cancellation);

    /// <summary>Disables a key for good; repeating it is no error. Not found when there is no such key, or it is neither the owner's nor within reach.</summary>
    public async Task<Result<string>> DisableAsync(PeopleReach reach, string accessKeyId, string? ownerId, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.AccessKeys.FindAsync([accessKeyId], cancellation) is not { } row || !(ownerId is not null ? row.PersonId == ownerId : reach.Covers(new AccountId(row.AccountId))))
            return Problem.NotFound($"There is no access key {accessKeyId}.");
        row.Active = false;
        await Counters.BumpAsync(db, Counters.Keys, cancellation);
        db.Audit.Add(PersonAudit.Of("DisableAccessKey", origin, clock.GetUtcNow(), new JsonObject { ["accessKeyId"] = row.Id, ["accountId"] = row.AccountId, ["userName"] = row.UserName }));
        await db.SaveChangesAsync(cancellation);
        return accessKeyId;
    }

    /// <summary>A key's user is what the audit trail says: it must not be taken for a person.</summary>
    private static Problem NamesSomebody { get; } = Problem.Malformed("The user name must not be an e-mail address. People make their own keys, under Your account.", "user");

    private static async Task<bool> IsSomebodyAsync(GuildhallDb db, string userName, CancellationToken cancellation)
    {
        var key = PersonForms.KeyOf(userName);
        return await db.People.AnyAsync(p => p.EmailKey == key, cancellation);
    }

    private static async Task<Result<KeyDraft>> OwnAsync(GuildhallDb db, Session session, AccountId account, CancellationToken cancellation)
    {
        var found = await Sessions.PersonOfAsync(db, session, cancellation);
        if (found.Refused) return found.Problems;
        var person = found.Value;
        AttachedPolicy[] policies = [.. person.PoliciesIn(account).Select(name => new AttachedPolicy(name))];
        return KeyForms.Check(account, person.Email, policies) is { IsEmpty: false } problems ? problems : new KeyDraft(account, person.Email, policies, person.Id);
    }

    /// <param name="draft">Decides in the transaction that writes, on what is there then.</param>
    private Task<Result<IssuedKey>> IssueAsync(Func<GuildhallDb, Task<Result<KeyDraft>>> draft, ActOrigin origin, CancellationToken cancellation) =>
        Race.DecideAsync<Result<IssuedKey>>(async () =>
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            var wanted = await draft(db);
            if (wanted.Refused) return wanted.Problems;
            var (account, user) = (wanted.Value.Account, wanted.Value.UserName);
            if (await db.AccessKeys.CountAsync(k => k.Active && k.AccountId == account.Value && k.UserName == user, cancellation) >= KeysPerUser)
                return Problem.Limit($"{user} of account {account} has {KeysPerUser} active keys already; disable one first.");
            var issued = Add(db, wanted.Value, origin);
            await Counters.BumpAsync(db, Counters.Keys, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return issued;
        });

    private IssuedKey Add(GuildhallDb db, KeyDraft key, ActOrigin origin)
    {
        var (issued, now) = (new IssuedKey("AKIAGH" + secrets.Text(Base32, 14), new Secret(secrets.Text(Base64, 40))), clock.GetUtcNow());
        db.AccessKeys.Add(new AccessKeyRow
        {
            Id = issued.AccessKeyId,
            AccountId = key.Account.Value,
            UserName = key.UserName,
            EncryptedSecret = vault.Seal(issued.SecretAccessKey, PlaceOf(issued.AccessKeyId)),
            Policies = AttachedPolicies.Write(key.Policies),
            PersonId = key.PersonId,
            CreatedAt = now,
        });
        var given = new JsonArray([.. key.Policies.Select(p => (JsonNode)p.Name)]);
        db.Audit.Add(PersonAudit.Of("CreateAccessKey", origin, now, new JsonObject { ["accessKeyId"] = issued.AccessKeyId, ["accountId"] = key.Account.Value, ["userName"] = key.UserName, ["policies"] = given }));
        return issued;
    }

    private static ListedKey Listed(AccessKeyRow row) =>
        new(row.Id, new AccountId(row.AccountId), row.UserName, [.. AttachedPolicies.Read(row.Policies).Select(p => p.Name)], row.Active, row.PersonId, row.CreatedAt);

    private sealed record KeyDraft(AccountId Account, string UserName, IReadOnlyList<AttachedPolicy> Policies, string? PersonId);
}
