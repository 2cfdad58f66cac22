namespace Guildhall.App.Store.Rows;

/// <summary>That a closing waits for a second person. vendor-integration.md 14.2.</summary>
public sealed class ClosingAskRow
{
    public required string AccountId { get; init; }

    /// <summary>The link of the organization that has the account.</summary>
    public required string LinkId { get; set; }

    public required string AskedBy { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset AskedAt { get; set; }
}
