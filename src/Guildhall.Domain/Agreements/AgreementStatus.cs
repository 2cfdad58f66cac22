namespace Guildhall.Domain.Agreements;

/// <summary>What became of an agreement; only <see cref="Active"/> is not an end. storefront-and-procurement.md B.8.</summary>
public enum AgreementStatus : byte
{
    Active,
    Archived,
    Cancelled,
    Expired,
    Renewed,
    Replaced,
    RolledBack,
    Superseded,
    Terminated,
}

/// <summary>How far the buyer has what the agreement gives. storefront-and-procurement.md B.6.</summary>
public enum EntitlementStatus : byte
{
    Pending,
    Provisioned,
    Scheduled,
    Failed,
    Deprovisioned,
}

/// <summary>Why an entitlement has its status.</summary>
public enum EntitlementReason : byte
{
    ProvisioningInProgress,
    FutureStartDate,
    AgreementActive,
    AgreementInactive,
}

/// <summary>When something is to be paid.</summary>
public enum ChargeTiming : byte
{
    OnAcceptance,
    Scheduled,
    BillingPeriod,
}
