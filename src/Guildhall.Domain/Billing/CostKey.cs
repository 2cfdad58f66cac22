namespace Guildhall.Domain.Billing;

/// <summary>What costs of one day are kept apart by. Texts are AWS's, as they come; empty where the report has none. aws-operations.md C.4, C.5.</summary>
public sealed record CostKey
{
    /// <summary>The member account that used it; the payer's own for organization-wide lines.</summary>
    public required AccountId Account { get; init; }

    /// <summary><see cref="Billing.BillingEntity.Aws"/>, <see cref="Billing.BillingEntity.Marketplace"/> or another; derived where the report has none.</summary>
    public required string BillingEntity { get; init; }

    /// <summary>Seller of record: an AWS company or, on Marketplace, the vendor.</summary>
    public string LegalEntity { get; init; } = "";

    /// <summary><c>AmazonEC2</c>; opaque on Marketplace.</summary>
    public required string ProductCode { get; init; }

    public string ProductName { get; init; } = "";

    /// <summary>One of <see cref="Billing.LineItemType"/>, or a type that is not known there.</summary>
    public required string LineItemType { get; init; }

    public string Region { get; init; } = "";

    /// <summary>Only of usage types that were asked for, otherwise empty: there are too many.</summary>
    public string UsageType { get; init; } = "";

    /// <summary>Three letters of <see cref="Currencies.All"/>.</summary>
    public required string Currency { get; init; }

    /// <summary>Empty until AWS has issued the invoice (C.7).</summary>
    public string InvoiceId { get; init; } = "";

    /// <summary><c>agmt-…</c> of a Marketplace line whose description or resource names it, otherwise empty.</summary>
    public string AgreementId { get; init; } = "";

    /// <summary>The values of the tag keys that were asked for, in their order; empty where there is none.</summary>
    public TagValues Tags { get; init; } = TagValues.None;
}
