namespace Guildhall.SimulatedAws.Records;

/// <summary>
/// What an account buys on AWS Marketplace, as it was told at one time. Another record of the same agreement takes its place for all reports that are delivered
/// afterwards; those delivered before keep what they said.
/// </summary>
internal sealed record MarketplaceSubscription : IRecord
{
    public string Id => $"{Number:D12}";

    /// <summary>Its place among all that was told for bills.</summary>
    public required long Number { get; init; }
    public required string AccountId { get; init; }
    public required string ProductCode { get; init; }
    public required string ProductTitle { get; init; }
    public required string Seller { get; init; }
    public required string AgreementId { get; init; }

    /// <summary>In US dollars, once, on the first day.</summary>
    public decimal Upfront { get; init; }

    /// <summary>In US dollars, on the first day and on the same day of each month.</summary>
    public decimal Monthly { get; init; }

    /// <summary>In US dollars, for a day of ordinary use.</summary>
    public decimal Daily { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day without it; none while it runs on.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Something on an account's bill that its use does not explain: told from outside, on bills of its month from then on.</summary>
internal sealed record BillCharge : IRecord
{
    public string Id => $"{Number:D12}";

    public required long Number { get; init; }
    public required string AccountId { get; init; }
    public required ChargeKind Kind { get; init; }

    /// <summary>In US dollars, above zero; for a discount in percent.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The day it stands on; for a discount the first day of it.</summary>
    public required DateOnly Day { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset ToldAt { get; init; }
}

internal enum ChargeKind
{
    /// <summary>Taken off.</summary>
    Credit,

    /// <summary>Given back.</summary>
    Refund,

    /// <summary>Paid once.</summary>
    Fee,

    /// <summary>Use of an earlier day that AWS has counted late.</summary>
    Usage,

    /// <summary>A private discount on the services of AWS, for all that a payer pays for.</summary>
    Discount,
}

/// <summary>An account's time in an organization that is over.</summary>
internal sealed record FormerMembership(string AccountId, string OrganizationId, DateTimeOffset Since, DateTimeOffset Until) : IRecord
{
    public string Id => $"{AccountId}/{Since.UtcTicks}";
}
