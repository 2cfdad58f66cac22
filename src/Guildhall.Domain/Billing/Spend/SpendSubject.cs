namespace Guildhall.Domain.Billing.Spend;

/// <summary>What a month's cost of an account is for. Texts are AWS's, as they come.</summary>
/// <param name="AgreementId">Empty where the report names none.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record SpendSubject(string BillingEntity, string ProductCode, string AgreementId, string Currency)
{
    /// <summary>Whether it was bought on AWS Marketplace; everything else counts as AWS's own.</summary>
    public bool Marketplace { get; } = BillingEntity == Billing.BillingEntity.Marketplace;
}

/// <summary>A month's cost of an account and a subject, in ten-billionths of the currency's unit.</summary>
/// <param name="Account">12 digits.</param>
public readonly record struct SpendEntry(string Account, SpendSubject Subject, long Unblended, long Net, long Amortised);

/// <summary>Which of AWS's three costs is added up. aws-operations.md C.6.</summary>
public enum SpendCost
{
    /// <summary>As invoiced.</summary>
    Unblended,

    /// <summary>After private discounts.</summary>
    Net,

    /// <summary>Commitments spread over what used them.</summary>
    Amortised,
}

/// <summary>A cost in two parts.</summary>
/// <param name="Aws">Of AWS's own services.</param>
/// <param name="Marketplace">Of what others sell through AWS Marketplace.</param>
public readonly record struct SpendAmount(AmountSum Aws, AmountSum Marketplace)
{
    public static readonly SpendAmount Zero;

    public AmountSum Total => Aws + Marketplace;

    public static SpendAmount Of(AmountSum sum, bool marketplace) => marketplace ? new(AmountSum.Zero, sum) : new(sum, AmountSum.Zero);

    public static SpendAmount operator +(SpendAmount one, SpendAmount other) => new(one.Aws + other.Aws, one.Marketplace + other.Marketplace);
}
