namespace Guildhall.Domain.Billing;

/// <summary>What happens to credits and refunds. vendor-integration.md 15.4.</summary>
public enum CreditHandling
{
    /// <summary>They are the customer's, as they stand in the report.</summary>
    PassThrough,

    /// <summary>They are the host's: the statement does not have them.</summary>
    Keep,

    /// <summary>So much percent of them are the customer's.</summary>
    Share,
}

/// <summary>What holds for an organization's lines that no rule is for. vendor-integration.md 15.4.</summary>
/// <param name="Aws">The markup on what AWS sells.</param>
/// <param name="Marketplace">The markup on what others sell through AWS Marketplace.</param>
/// <param name="Share">Of <see cref="CreditHandling.Share"/>: 0 to 100.</param>
public sealed record PriceDefaults(Percent Aws, Percent Marketplace, CreditHandling Credits, Percent Share)
{
    /// <summary>What it costs is what it is priced.</summary>
    public static PriceDefaults AsReported { get; } = new(Percent.Zero, Percent.Zero, CreditHandling.PassThrough, Percent.Zero);

    public Percent MarkupOf(CostKey cost) => cost.BillingEntity == BillingEntity.Marketplace ? Marketplace : Aws;

    /// <summary>What the customer gets of a credit or refund, in the units it came in.</summary>
    public Int128 OfCredit(Int128 units) => Credits switch
    {
        CreditHandling.Keep => 0,
        CreditHandling.Share => Share.Of(units),
        _ => units,
    };
}
