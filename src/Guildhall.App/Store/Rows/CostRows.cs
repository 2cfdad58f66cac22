namespace Guildhall.App.Store.Rows;

/// <summary>What a cost is for, without the account and the day: a few thousand in a load.</summary>
public sealed class CostKeyRow
{
    public long Load { get; init; }

    /// <summary>From 0 within a load.</summary>
    public int Key { get; init; }

    public required string BillingEntity { get; init; }

    public required string LegalEntity { get; init; }

    public required string ProductCode { get; init; }

    public required string ProductName { get; init; }

    public required string LineItemType { get; init; }

    public required string Region { get; init; }

    public required string UsageType { get; init; }

    public required string Currency { get; init; }

    public required string InvoiceId { get; init; }

    public required string AgreementId { get; init; }

    /// <summary>The values of the chosen tags as a JSON array, in their order; empty without any.</summary>
    public required string Tags { get; init; }
}

/// <summary>A month's cost of an account and a key, and its days. Amounts are ten-thousand-millionths of the currency's unit (decisions.md 12).</summary>
public sealed class CostRow
{
    public long Load { get; init; }

    public required string Account { get; init; }

    public int Key { get; init; }

    public long Unblended { get; init; }

    /// <summary>Of the report.</summary>
    public long Lines { get; init; }

    /// <summary>As <c>PackedDays</c> writes them.</summary>
    public required byte[] Days { get; init; }
}

/// <summary>A month's cost of an account by product, and by agreement where the report names it: what overviews add up.</summary>
public sealed class AccountCostRow
{
    public long Load { get; init; }

    public required string Account { get; init; }

    public required string BillingEntity { get; init; }

    public required string ProductCode { get; init; }

    /// <summary>Empty where the report names none.</summary>
    public required string AgreementId { get; init; }

    public required string Currency { get; init; }

    public long Unblended { get; init; }

    public long Net { get; init; }

    public long Amortised { get; init; }
}

/// <summary>A month's cost of a product or service over all accounts.</summary>
public sealed class ProductCostRow
{
    public long Load { get; init; }

    public required string BillingEntity { get; init; }

    public required string ProductCode { get; init; }

    public required string LineItemType { get; init; }

    public required string Currency { get; init; }

    /// <summary>One of the names that the report has for it.</summary>
    public required string ProductName { get; init; }

    public long Unblended { get; init; }

    public long Net { get; init; }

    public long Amortised { get; init; }

    public int Accounts { get; init; }
}

/// <summary>A day's cost of a product over all accounts.</summary>
public sealed class DayCostRow
{
    public long Load { get; init; }

    /// <summary>Of the month, from 1.</summary>
    public int Day { get; init; }

    public required string BillingEntity { get; init; }

    public required string ProductCode { get; init; }

    public required string LineItemType { get; init; }

    public required string Currency { get; init; }

    public long Unblended { get; init; }

    public long Net { get; init; }

    public long Amortised { get; init; }
}
