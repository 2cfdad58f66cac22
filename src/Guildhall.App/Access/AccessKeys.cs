using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Policies;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Access;

/// <summary>
/// The keys that sign calls to Guildhall, in memory, so that verifying never waits. Reloaded when another process changed them; a disabled key fails
/// within a second everywhere (S-03).
/// </summary>
/// <param name="openSecret">Decrypts a row's secret.</param>
public sealed class AccessKeys(Database database, Func<AccessKeyRow, string> openSecret, ILogger<AccessKeys> log) : IKeyDirectory
{
    private const string Rows = """SELECT "Id", "AccountId", "UserName", "EncryptedSecret", "Policies", "Active", "CreatedAt" FROM "AccessKeys" """;

    private volatile ImmutableDictionary<string, Held> _keys = ImmutableDictionary<string, Held>.Empty;

    public SigningKey? Find(string accessKeyId) => _keys.GetValueOrDefault(accessKeyId)?.Key;

    /// <summary>The caller behind an active key; null when there is none.</summary>
    public Caller? FindCaller(string accessKeyId) => Find(accessKeyId) is { Active: true } key ? (Caller)key.Principal : null;

    /// <summary>Reads all keys anew; those whose row did not change keep their object, so that derived signing keys stay cached.</summary>
    public void Load()
    {
        var held = _keys;
        _keys = RowsIn(database)
            .Select(row => held.GetValueOrDefault(row.Id) is { } known && known.IsOf(row) ? known : Hold(row))
            .OfType<Held>()
            .ToImmutableDictionary(key => key.Row.Id, StringComparer.Ordinal);
    }

    private static List<AccessKeyRow> RowsIn(Database database)
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(Rows).Select(row => new AccessKeyRow
        {
            Id = row.GetString(0),
            AccountId = row.GetString(1),
            UserName = row.GetString(2),
            EncryptedSecret = row.GetString(3),
            Policies = row.GetString(4),
            Active = row.GetBoolean(5),
            CreatedAt = row.GetTime(6),
        })];
    }

    /// <summary>Null when the secret does not open, as after a restore with another master key (F-71): such a key is an unknown one.</summary>
    private Held? Hold(AccessKeyRow row)
    {
        try
        {
            return new Held(row, Read(row));
        }
        catch (CryptographicException exception)
        {
            log.LogWarning(exception, "Access key {Key} cannot be used", row.Id);
            return null;
        }
    }

    private SigningKey Read(AccessKeyRow row)
    {
        var attached = AttachedPolicies.Read(row.Policies);
        var caller = new Caller(new AccountId(row.AccountId), row.UserName, row.Id, AttachedPolicies.Compile(attached), attached.Any(p => p.Name == BuiltInPolicies.Manager));
        return new SigningKey(row.Id, openSecret(row), row.Active, SessionToken: null, Expires: null, caller);
    }

    private sealed record Held(AccessKeyRow Row, SigningKey Key)
    {
        public bool IsOf(AccessKeyRow row) =>
            Row.Active == row.Active && Row.EncryptedSecret == row.EncryptedSecret && Row.Policies == row.Policies && Row.AccountId == row.AccountId;
    }
}

/// <summary>A policy attached to a user: a built-in one by name, or a document of the user's own.</summary>
public sealed record AttachedPolicy(string Name, string? Document = null);

[JsonSerializable(typeof(IReadOnlyList<AttachedPolicy>))]
internal sealed partial class AttachedPoliciesJson : JsonSerializerContext;

/// <summary>The stored form of attached policies.</summary>
public static class AttachedPolicies
{
    public static string Write(IReadOnlyList<AttachedPolicy> policies) => JsonSerializer.Serialize(policies, AttachedPoliciesJson.Default.IReadOnlyListAttachedPolicy);

    public static IReadOnlyList<AttachedPolicy> Read(string json) => JsonSerializer.Deserialize(json, AttachedPoliciesJson.Default.IReadOnlyListAttachedPolicy)!;

    /// <summary>A document that no longer parses, or a name that is no longer built in, denies everything (security.md 4.1).</summary>
    public static PolicySet Compile(IReadOnlyList<AttachedPolicy> policies) =>
        PolicySet.OfIdentity(policies.Select(p => new NamedPolicy(p.Name, p.Document is { } own ? PolicyDocument.FromStored(own) : BuiltInPolicies.Find(p.Name)?.Document ?? PolicyDocument.FromStored(""))));
}
