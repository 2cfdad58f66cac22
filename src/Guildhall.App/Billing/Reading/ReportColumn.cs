namespace Guildhall.App.Billing.Reading;

/// <summary>What is read of a row. aws-operations.md C.5, C.8.</summary>
internal enum ReportColumn
{
    Payer,
    Account,
    Start,
    Currency,
    Unblended,
    LineItemType,
    ProductCode,
    BillingEntity,
    LegalEntity,
    ProductName,
    RegionCode,
    Region,
    UsageType,
    InvoiceId,
    Description,
    Resource,
    Net,

    /// <summary>FOCUS's own, for all types of lines.</summary>
    EffectiveCost,
    SavingsPlanEffectiveCost,
    SavingsPlanTotalCommitment,
    SavingsPlanUsedCommitment,
    ReservationEffectiveCost,
    ReservationUnusedUpfront,
    ReservationUnusedRecurring,
    ReservationArn,

    /// <summary>FOCUS: whose cloud it is.</summary>
    Provider,

    /// <summary>CUR 2.0: name and region as a map in JSON.</summary>
    ProductMap,

    /// <summary>CUR 2.0 and FOCUS: tags as a map in JSON.</summary>
    TagMap,
}
