using Guildhall.App.Secrets;

namespace Guildhall.App.Linking;

/// <summary>How an account is reached, as it is chosen and listed. vendor-integration.md 9, "no keys at all".</summary>
public enum CredentialKind
{
    /// <summary>A long-term access key of the account.</summary>
    Key,

    /// <summary>A role of the account, taken on with this server's own credentials.</summary>
    Role,

    /// <summary>A role of the account, taken on with the access key of a user who may do nothing else.</summary>
    KeyedRole,

    /// <summary>This server's own credentials: its environment's, or its instance's, pod's or web identity's.</summary>
    Ambient,
}

/// <summary>With what an account is reached. Secrets in it are in the clear: it is never stored or shown as it is.</summary>
public abstract record LinkCredentials
{
    private LinkCredentials()
    {
    }

    public abstract CredentialKind Kind { get; }

    /// <summary>The key that is stored with the link: of the account, or of whoever takes the role on. Null when no secret is stored.</summary>
    public abstract Key? StoredKey { get; }

    /// <summary>Whether who this server is on AWS by itself is needed.</summary>
    public bool UsesOwn => StoredKey is null;

    public sealed record Key(string AccessKeyId, Secret Secret) : LinkCredentials
    {
        public override CredentialKind Kind => CredentialKind.Key;

        public override Key StoredKey => this;
    }

    /// <param name="ExternalId">What the role's trust policy asks for; <see cref="ExternalIds"/>.</param>
    /// <param name="Source">The key that takes it on; null for this server's own credentials.</param>
    public sealed record Role(string Arn, string ExternalId, Key? Source) : LinkCredentials
    {
        public override CredentialKind Kind => Source is null ? CredentialKind.Role : CredentialKind.KeyedRole;

        public override Key? StoredKey => Source;
    }

    public sealed record Ambient : LinkCredentials
    {
        public override CredentialKind Kind => CredentialKind.Ambient;

        public override Key? StoredKey => null;
    }
}
