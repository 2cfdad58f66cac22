namespace Guildhall.App.Store.Rows;

/// <summary>The tags of a member account as AWS had them when they were read.</summary>
public sealed class AccountTagsRow
{
    public required string TenantId { get; init; }

    public required string AccountId { get; init; }

    /// <summary>A JSON object of keys and values.</summary>
    public required string Tags { get; set; }

    /// <summary><c>key=value</c> of each, a line each, in small letters: what is searched.</summary>
    public required string Sought { get; set; }

    public DateTimeOffset ReadAt { get; set; }
}
