using Guildhall.Domain.Agreements;

namespace Guildhall.App.Store.Rows;

/// <summary>A quote: terms of an offer with a buyer's choices and what they come to, to be accepted within a day. storefront-and-procurement.md B.4.</summary>
public sealed class QuoteRow
{
    /// <summary><c>ar-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Account { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Arn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public required string Product { get; init; }

    public required string Offer { get; init; }

    /// <summary>What became of it; null while it is open.</summary>
    public string? AgreementId { get; set; }

    /// <summary>Terms, charges and the decision, as JSON (QuoteDocument).</summary>
    public required string Document { get; init; }
}

/// <summary>A used <c>clientToken</c> of CreateAgreementRequest.</summary>
public sealed class QuoteTokenRow
{
    public required string Account { get; init; }

    public required string Token { get; init; }

    /// <summary>SHA-256 of the canonical input, in hex.</summary>
    public required string InputHash { get; init; }

    public required string QuoteId { get; init; }

    public DateTimeOffset UsedAt { get; init; }
}

/// <summary>An account that buys: its quotes that are open, so that their number is bounded whoever asks at once.</summary>
public sealed class BuyerRow
{
    public required string Account { get; init; }

    public long Version { get; set; }

    /// <summary>Each open quote and when it expires, as <c>id:ticks</c>, parted by blanks.</summary>
    public string OpenQuotes { get; set; } = "";
}

/// <summary>What a buyer and a seller agreed on. storefront-and-procurement.md B.6, B.8.</summary>
public sealed class AgreementRow
{
    /// <summary><c>agmt-…</c>.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The acceptor.</summary>
    public required string Account { get; init; }

    /// <summary>The seller's account; null where the catalogue has none.</summary>
    public string? Proposer { get; init; }

    public required string Product { get; init; }

    /// <summary>AWS's entity type without version.</summary>
    public required string ProductType { get; init; }

    public required string Offer { get; init; }

    public AgreementStatus Status { get; set; }

    public DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset StartTime { get; init; }

    /// <summary>The latest time there is when nothing ends it.</summary>
    public DateTimeOffset EndTime { get; set; }

    public bool AutoRenew { get; set; }

    public string? Currency { get; init; }

    /// <summary>What it costs in all, as decimal text.</summary>
    public required string Value { get; set; }

    public EntitlementStatus Entitlement { get; set; }

    public EntitlementReason EntitlementReason { get; set; }

    /// <summary>Plus one at every change: whoever changes it first wins.</summary>
    public long Revision { get; set; }

    /// <summary>When there is something to do for it by itself; null for never.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Terms, decisions and what it follows or is followed by, as JSON (AgreementDocument).</summary>
    public required string Document { get; set; }
}

/// <summary>What an account may have once: an agreement on an offer that is not prepaid, a free trial of a product. storefront-and-procurement.md B.4, B.8.</summary>
public sealed class SoleAgreementRow
{
    public required string Account { get; init; }

    /// <summary><c>offer/…</c> or <c>trial/…</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Null when it has ended and another one may come.</summary>
    public string? AgreementId { get; set; }
}

/// <summary>What was or will be charged for an agreement. storefront-and-procurement.md B.6.</summary>
public sealed class ChargeRow
{
    /// <summary><c>ch-…</c>.</summary>
    public required string Id { get; init; }

    public required string AgreementId { get; init; }

    /// <summary>Its place among those of the agreement.</summary>
    public long Place { get; init; }

    /// <summary>Plus one at every change of the purchase order.</summary>
    public long Revision { get; set; }

    public string? PurchaseOrder { get; set; }

    public string? Currency { get; init; }

    /// <summary>Decimal text; null when usage decides.</summary>
    public string? Amount { get; init; }

    public ChargeTiming Timing { get; init; }

    public DateTimeOffset? Time { get; init; }
}
