namespace Guildhall.App.Store.Rows;

/// <summary>A key that signs calls to Guildhall. Its secret is encrypted (security.md S-13), because SigV4 needs it back.</summary>
public sealed class AccessKeyRow
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string UserName { get; init; }

    public required string EncryptedSecret { get; set; }

    /// <summary>Policy documents by name, as JSON: built-in ones hold only the name.</summary>
    public required string Policies { get; set; }

    /// <summary>The person it belongs to: it has the rights of the person's roles in the account. Null for a user that only has keys.</summary>
    public string? PersonId { get; init; }

    public bool Active { get; set; } = true;

    public DateTimeOffset CreatedAt { get; init; }
}
