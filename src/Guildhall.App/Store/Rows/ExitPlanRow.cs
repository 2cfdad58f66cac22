using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Store.Rows;

/// <summary>That an organization pays for a product of AWS Marketplace no longer than to a day. mission.md M-39.</summary>
public sealed class ExitPlanRow
{
    /// <summary><c>exit-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The report's product code.</summary>
    public required string Code { get; init; }

    /// <summary>What the report called it when it was planned.</summary>
    public required string Name { get; init; }

    /// <summary>The accounts that it is about, 12 digits each with spaces between; nothing for all.</summary>
    public required string Accounts { get; init; }

    /// <summary>Year times 10,000, month times 100 and day, UTC.</summary>
    public int GoneBy { get; set; }

    public required string Note { get; set; }

    public ExitState State { get; set; }

    public DateTimeOffset PlannedAt { get; init; }

    public required string PlannedBy { get; init; }

    /// <summary>The account that it was planned from, which is told of it; empty for whoever runs the machine.</summary>
    public required string PlannedFrom { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    /// <summary>One more with each change: the ETag.</summary>
    public long Version { get; set; }

    /// <summary>Whether it was told that its day is near.</summary>
    public bool NearTold { get; set; }

    /// <summary>The newest month of which it was told that it cost something after its day: year times 100 and month; 0 for none.</summary>
    public int ChargedTold { get; set; }

    /// <summary>The day on which it was looked at last, as <see cref="GoneBy"/>; 0 when it is to be looked at anew.</summary>
    public int Day { get; set; }

    /// <summary>The newest load of the organization that was looked at.</summary>
    public long Load { get; set; }

    /// <summary>One more with each look: of two who looked, one has told.</summary>
    public long Looks { get; set; }
}
