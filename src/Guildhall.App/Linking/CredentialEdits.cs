using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>What an edit makes of a link's credentials: another pair, another role, or another way altogether. vendor-integration.md 9, "edit" and "no keys at all".</summary>
/// <param name="open">Opens what is in force, where a key stays and the role changes.</param>
internal sealed class CredentialEdits(LinkRow row, LinkEdit edit, CredentialTerms terms, Func<Result<LinkCredentials>> open)
{
    private readonly CredentialKind _now = StoredCredentials.KindOf(row) ?? CredentialKind.Key;
    private readonly CredentialFields _fields = new(terms, new AccountId(row.AccountId), row.ExternalId);

    private bool GivesKey => edit.AccessKeyId is not null || edit.Secret is not null;

    /// <summary>Null when nothing changes, or with problems.</summary>
    public LinkCredentials? Read(List<Problem> problems)
    {
        if (edit is { Credentials: null, RoleArn: null, ExternalId: null } && !GivesKey) return null;
        if (edit is { Credentials: null, RoleArn: null } && GivesKey && _now is CredentialKind.Role or CredentialKind.Ambient)
        {
            problems.Add(Problem.Malformed("The organization is reached without a key. Choose the way with an access key to give it one.", LinkMembers.AccessKeyId));
            return null;
        }

        var kind = edit.Credentials ?? (edit.RoleArn is null ? _now : GivesKey || _now == CredentialKind.KeyedRole ? CredentialKind.KeyedRole : CredentialKind.Role);
        Result<LinkCredentials>? read = kind switch
        {
            CredentialKind.Key => Pair(kind) is { } pair ? CredentialFields.Any(pair) : (Result<LinkCredentials>?)null,
            CredentialKind.KeyedRole => WithKey(),
            CredentialKind.Role => _fields.Read(kind, RoleArn, edit.ExternalId, null, null),
            _ => _now == kind ? (Result<LinkCredentials>?)null : _fields.Read(kind, null, null, null, null),
        };
        problems.AddRange(read?.Problems ?? []);
        return read is { Refused: false } good && !(kind == CredentialKind.Role && Same(good.Value)) ? good.Value : null;
    }

    private string? RoleArn => edit.RoleArn ?? row.RoleArn;

    private Result<LinkCredentials>? WithKey()
    {
        if (Pair(CredentialKind.KeyedRole) is { } pair) return _fields.Role(RoleArn, edit.ExternalId, pair);
        var opened = open();
        if (opened.Refused) return opened.Problems;
        var role = _fields.Role(RoleArn, edit.ExternalId, opened.Value.StoredKey!);
        return !role.Refused && Same(role.Value) ? (Result<LinkCredentials>?)null : role;
    }

    private bool Same(LinkCredentials credentials) => credentials.Kind == _now && credentials is LinkCredentials.Role role && role.Arn == row.RoleArn;

    /// <summary>The new pair; null when the one in force stays. A new key needs its secret, a new secret may belong to the same key.</summary>
    private Result<LinkCredentials.Key>? Pair(CredentialKind kind)
    {
        if (_now != kind) return _fields.Key(edit.AccessKeyId, edit.Secret);
        if (edit.Secret is not null) return _fields.Key(edit.AccessKeyId ?? row.AccessKeyId, edit.Secret);
        // The key as it is, typed again, is no new one.
        if (edit.AccessKeyId is null || edit.AccessKeyId.Trim() == row.AccessKeyId) return null;
        var wrong = _fields.KeyId(edit.AccessKeyId).Problems;
        return wrong.Add(Problem.Malformed("Enter the secret that belongs to the new key.", LinkMembers.Secret));
    }
}
