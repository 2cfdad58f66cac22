using System.Collections.Frozen;

namespace Guildhall.Domain.Billing;

/// <summary>What the types of lines are shown under.</summary>
public enum LineItemGroup
{
    /// <summary>A type that is not known: kept, counted in every total, shown under "other".</summary>
    Other,

    /// <summary>What was used, whatever paid for it.</summary>
    Usage,

    /// <summary>Fees: upfront, monthly, contracts, support, commitments.</summary>
    Fees,

    /// <summary>Tax.</summary>
    Tax,

    /// <summary>Credits, negative.</summary>
    Credits,

    /// <summary>Refunds, negative.</summary>
    Refunds,

    /// <summary>Discounts in rows of their own, negative.</summary>
    Discounts,
}

/// <summary>AWS's words for the type of a line, and FOCUS's categories where a report has those. aws-operations.md C.6, C.8.</summary>
public static class LineItemType
{
    public const string Usage = "Usage";
    public const string DiscountedUsage = "DiscountedUsage";
    public const string SavingsPlanCoveredUsage = "SavingsPlanCoveredUsage";
    public const string SavingsPlanNegation = "SavingsPlanNegation";
    public const string SavingsPlanRecurringFee = "SavingsPlanRecurringFee";
    public const string SavingsPlanUpfrontFee = "SavingsPlanUpfrontFee";
    public const string RIFee = "RIFee";
    public const string Fee = "Fee";
    public const string FlatRateSubscription = "FlatRateSubscription";
    public const string Tax = "Tax";
    public const string Credit = "Credit";
    public const string Refund = "Refund";

    private static readonly FrozenDictionary<string, LineItemGroup> Groups = new Dictionary<string, LineItemGroup>
    {
        [Usage] = LineItemGroup.Usage,
        [DiscountedUsage] = LineItemGroup.Usage,
        [SavingsPlanCoveredUsage] = LineItemGroup.Usage,
        [SavingsPlanNegation] = LineItemGroup.Usage,
        [SavingsPlanRecurringFee] = LineItemGroup.Fees,
        [SavingsPlanUpfrontFee] = LineItemGroup.Fees,
        [RIFee] = LineItemGroup.Fees,
        [Fee] = LineItemGroup.Fees,
        [FlatRateSubscription] = LineItemGroup.Fees,
        ["Purchase"] = LineItemGroup.Fees,
        [Tax] = LineItemGroup.Tax,
        [Credit] = LineItemGroup.Credits,
        [Refund] = LineItemGroup.Refunds,
        ["EdpDiscount"] = LineItemGroup.Discounts,
        ["PrivateRateDiscount"] = LineItemGroup.Discounts,
        ["SppDiscount"] = LineItemGroup.Discounts,
        ["BundledDiscount"] = LineItemGroup.Discounts,
        ["RiVolumeDiscount"] = LineItemGroup.Discounts,
        ["Discount"] = LineItemGroup.Discounts,
        ["DistributorDiscount"] = LineItemGroup.Discounts,
        ["Adjustment"] = LineItemGroup.Discounts,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>False for tax, credits and refunds, which are passed on by rules of their own. vendor-integration.md 15.4.</summary>
    public static bool IsPriced(string type) => type is not (Tax or Credit or Refund);

    /// <summary>All types that are known.</summary>
    public static IEnumerable<string> Known => Groups.Keys;

    /// <summary><see cref="LineItemGroup.Other"/> for a type that is not known.</summary>
    public static LineItemGroup GroupOf(string type) => Groups.GetValueOrDefault(type);
}
