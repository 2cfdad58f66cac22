namespace Guildhall.App.Store.Rows;

/// <summary>A form for a new link, left before it was sent: taken up again by whoever manages links. M-30.</summary>
public sealed class LinkDraftRow
{
    /// <summary><c>draft-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The fields as typed, as JSON; without the secret.</summary>
    public required string Fields { get; set; }

    /// <summary>Sealed; null when none was typed.</summary>
    public string? EncryptedSecret { get; set; }

    public required string UpdatedBy { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One run of the preflight: what was found, never with a secret. vendor-integration.md 8.1.</summary>
public sealed class PreflightRow
{
    /// <summary>A UUID of version 7.</summary>
    public required string Id { get; init; }

    /// <summary>Null when nothing was linked (yet).</summary>
    public string? LinkId { get; set; }

    public required string AccountId { get; init; }

    /// <summary>Who asked; <c>guildhall</c> for the daily one.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>How long all of it took, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    public bool Passed { get; init; }

    /// <summary>The checks as JSON.</summary>
    public required string Checks { get; init; }
}
