namespace Guildhall.App.Store.Rows;

/// <summary>One version of how an organization's costs are read, priced and billed: never changed; the newest counts. vendor-integration.md 15.2, 15.4, 15.5.</summary>
public sealed class BillingSettingsRow
{
    public required string TenantId { get; init; }

    /// <summary>From 1, one more with each change: the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>The settings, as JSON (BillingSettings).</summary>
    public required string Document { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string MadeBy { get; init; }
}

/// <summary>One version of a price rule: never changed, but for its last day. vendor-integration.md 15.4.</summary>
public sealed class PriceRuleRow
{
    /// <summary><c>price-…</c>, the same in all versions.</summary>
    public required string Id { get; init; }

    public int Version { get; init; }

    /// <summary>The rule, as JSON (PriceRule).</summary>
    public required string Document { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>When it was taken out, or a newer version took its place; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>One more with each change of the rule while this is its newest version: of two changes at once the later is decided again.</summary>
    public long Changes { get; set; }
}

/// <summary>A month's rate between two currencies. vendor-integration.md 15.5.</summary>
public sealed class ExchangeRateRow
{
    /// <summary>Year times 100 and month.</summary>
    public int Month { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>A decimal with a point.</summary>
    public required string Rate { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }
}

/// <summary>A final statement: what it says is never changed, only what became of it. vendor-integration.md 15.5.</summary>
public sealed class StatementRow
{
    /// <summary><c>st-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is printed on it: <c>2026-10-0001</c>, without gaps in an organization's month.</summary>
    public required string Number { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Year times 100 and month.</summary>
    public int Month { get; init; }

    /// <summary>Null: what is nobody's.</summary>
    public string? Company { get; init; }

    public required string Reported { get; init; }

    public required string Currency { get; init; }

    /// <summary>A decimal with a point.</summary>
    public required string Rate { get; init; }

    /// <summary>In minor units.</summary>
    public long Total { get; init; }

    public StatementState State { get; set; }

    public DateTimeOffset FinalAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The last day to pay, UTC, as year times 10,000, month times 100 and day; null until it is sent.</summary>
    public int? DueOn { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The load it was made of.</summary>
    public long Load { get; init; }

    /// <summary>One more with each change of its state: the ETag.</summary>
    public long Version { get; set; }
}

/// <summary>What became of a statement. The numbers are stored; overdue follows from the day.</summary>
public enum StatementState
{
    Final = 0,
    Sent = 1,
    Paid = 2,
    Void = 3,
}

/// <summary>A line of a final statement.</summary>
public sealed class StatementLineRow
{
    public required string StatementId { get; init; }

    /// <summary>From 0, in the statement's order.</summary>
    public int Place { get; init; }

    public int Block { get; init; }

    public required string Account { get; init; }

    public required string Product { get; init; }

    public required string Name { get; init; }

    public required string LineItemType { get; init; }

    public required string Agreement { get; init; }

    /// <summary>The corrected month: year times 100 and month; null elsewhere.</summary>
    public int? Corrects { get; init; }

    /// <summary>Of a correction, where its month was billed by another: a decimal with a point. Null: the statement's.</summary>
    public string? Rate { get; init; }

    /// <summary>Ten-thousand-millionths as a decimal number: sums may leave 64 bits.</summary>
    public required string Cost { get; init; }

    public required string Priced { get; init; }

    /// <summary>Minor units.</summary>
    public long Billed { get; init; }
}
