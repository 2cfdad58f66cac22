namespace Guildhall.Domain.Billing;

/// <summary>Whose sale a line is: AWS's own words, kept as they come. aws-operations.md C.5, C.6.</summary>
public static class BillingEntity
{
    public const string Aws = "AWS";

    public const string Marketplace = "AWS Marketplace";

    /// <summary>
    /// Where a report has no billing entity: a seller other than an AWS company, or a usage type of Marketplace, means Marketplace. Empty texts say nothing.
    /// </summary>
    public static string Derive(ReadOnlySpan<byte> legalEntity, ReadOnlySpan<byte> usageType) =>
        usageType.StartsWith("MP:"u8) || usageType.StartsWith("Global-SoftwareUsage-Contracts"u8) || (!legalEntity.IsEmpty && !IsAwsCompany(legalEntity)) ? Marketplace : Aws;

    /// <summary>AWS sells by a company in each part of the world: <c>Amazon Web Services EMEA SARL</c> and others.</summary>
    public static bool IsAwsCompany(ReadOnlySpan<byte> legalEntity) => legalEntity.StartsWith("Amazon Web Services"u8);
}
