using System.Security.Cryptography;
using Guildhall.App.Organizations;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Linking;

/// <summary>A link's credentials in its row and back: a key with its sealed secret, a role, both (the key takes the role on), or neither.</summary>
internal static class StoredCredentials
{
    /// <summary>Null when they were forgotten.</summary>
    public static CredentialKind? KindOf(LinkRow link) => link.State == LinkStates.Removed ? null : KindOf(link.AccessKeyId, link.RoleArn);

    /// <summary>Of what was in force before; null when nothing can be taken back.</summary>
    public static CredentialKind? FormerKindOf(LinkRow link) => link.FormerUntil is null ? null : KindOf(link.FormerAccessKeyId ?? "", link.FormerRoleArn);

    /// <summary>Refused with <c>CREDENTIALS_NEEDED</c> when the secret does not open (F-71).</summary>
    public static Result<LinkCredentials> Open(LinkRow link, Vault vault)
    {
        try
        {
            var key = link.AccessKeyId.Length > 0 ? new LinkCredentials.Key(link.AccessKeyId, vault.Open(link.EncryptedSecret, AwsConnections.PlaceOf(link.Id))) : null;
            return link.RoleArn is { } role ? new LinkCredentials.Role(role, link.ExternalId ?? "", key) : key is null ? new LinkCredentials.Ambient() : key;
        }
        catch (CryptographicException)
        {
            return Problem.Conflict("CREDENTIALS_NEEDED", $"Credentials needed: the stored key of {link.Name} does not open with this master key.");
        }
    }

    /// <summary>The secret as it is stored; empty where there is none.</summary>
    public static string Seal(LinkCredentials credentials, string linkId, Vault vault) => credentials.StoredKey is { } key ? vault.Seal(key.Secret, AwsConnections.PlaceOf(linkId)) : "";

    /// <param name="sealedSecret">As <see cref="Seal"/> gave it.</param>
    public static void Put(LinkRow link, LinkCredentials credentials, string sealedSecret)
    {
        (link.AccessKeyId, link.EncryptedSecret) = (credentials.StoredKey?.AccessKeyId ?? "", sealedSecret);
        (link.RoleArn, link.ExternalId) = credentials is LinkCredentials.Role role ? (role.Arn, role.ExternalId) : (null, null);
    }

    /// <summary>What is in force is kept beside, to be taken back until then.</summary>
    public static void KeepFormer(LinkRow link, DateTimeOffset until) =>
        (link.FormerAccessKeyId, link.FormerEncryptedSecret, link.FormerRoleArn, link.FormerExternalId, link.FormerUntil) = (link.AccessKeyId, link.EncryptedSecret, link.RoleArn, link.ExternalId, until);

    /// <summary>What was in force before is in force again.</summary>
    public static void TakeBack(LinkRow link)
    {
        (link.AccessKeyId, link.EncryptedSecret, link.RoleArn, link.ExternalId) = (link.FormerAccessKeyId ?? "", link.FormerEncryptedSecret ?? "", link.FormerRoleArn, link.FormerExternalId);
        ForgetFormer(link);
    }

    public static void ForgetFormer(LinkRow link) =>
        (link.FormerAccessKeyId, link.FormerEncryptedSecret, link.FormerRoleArn, link.FormerExternalId, link.FormerUntil) = (null, null, null, null, null);

    private static CredentialKind KindOf(string accessKeyId, string? roleArn) => (roleArn is not null, accessKeyId.Length > 0) switch
    {
        (true, true) => CredentialKind.KeyedRole,
        (true, false) => CredentialKind.Role,
        (false, true) => CredentialKind.Key,
        _ => CredentialKind.Ambient,
    };
}
