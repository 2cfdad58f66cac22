namespace Guildhall.App.Store.Rows;

/// <summary>Somebody who signs in to the pages. Secrets are hashed (password, recovery codes) or sealed (one-time code key).</summary>
public sealed class PersonRow
{
    public required string Id { get; init; }

    /// <summary>The address as it was given.</summary>
    public required string Email { get; set; }

    /// <summary>The address as it is compared: in lower case.</summary>
    public required string EmailKey { get; set; }

    public required string Name { get; set; }

    /// <summary>Null for those who sign in through an identity provider alone.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>True while the password is one that somebody else has seen.</summary>
    public bool MustChangePassword { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>The key of the one-time codes, sealed; null without a second factor.</summary>
    public string? CodeKey { get; set; }

    /// <summary>The 30-second step of the last code that was used: no code works twice (security.md S-33).</summary>
    public long CodeStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, as JSON.</summary>
    public string RecoveryCodes { get; set; } = "[]";

    /// <summary>The identity provider that knows the person; null for those who sign in here alone.</summary>
    public string? Issuer { get; set; }

    /// <summary>What the provider calls the person, for ever.</summary>
    public string? Subject { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A role of a person in an account; the account is empty for a role of the whole installation.</summary>
public sealed class PersonRoleRow
{
    public required string PersonId { get; init; }

    public required string AccountId { get; init; }

    public required string Role { get; init; }

    /// <summary>True when a group of the identity provider gave it: the next sign-in may take it away.</summary>
    public bool ByProvider { get; init; }
}

/// <summary>A signed-in browser. The id is a hash: whoever reads the database cannot take a session over.</summary>
public sealed class SessionRow
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>The account the person acts for.</summary>
    public required string AccountId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last showed a password or a code: dangerous acts ask for a fresh one (security.md S-48).</summary>
    public DateTimeOffset ProvedAt { get; set; }

    /// <summary>True while only the password was shown and a one-time code is still due.</summary>
    public bool CodeDue { get; init; }

    /// <summary>True when an identity provider vouched for the person.</summary>
    public bool ByProvider { get; init; }

    public required string Address { get; init; }

    public required string Agent { get; init; }
}

/// <summary>Failed sign-ins from one network address, with one e-mail address, or at the codes of one person. security.md S-34.</summary>
public sealed class AddressFailuresRow
{
    /// <summary>A network address as it is written; the others as <c>SignInAttempts</c> makes them.</summary>
    public required string Address { get; init; }

    public int Failures { get; set; }

    public DateTimeOffset FailedAt { get; set; }
}

/// <summary>A sign-in through the identity provider that came back: its state works once. security.md S-32.</summary>
public sealed class SpentStateRow
{
    public required string State { get; init; }

    public DateTimeOffset SpentAt { get; init; }
}

/// <summary>A key that protects cookies and forms, sealed. security.md S-15.</summary>
public sealed class ProtectionKeyRow
{
    public required string Id { get; init; }

    public required string Sealed { get; init; }
}
