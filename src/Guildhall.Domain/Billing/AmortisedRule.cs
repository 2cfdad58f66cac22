namespace Guildhall.Domain.Billing;

/// <summary>What a line costs in the amortised view, by its type: the case list of aws-operations.md C.6.</summary>
public enum AmortisedRule
{
    /// <summary>As the invoice has it.</summary>
    Unblended,

    /// <summary>Nothing: it is spread over the usage it paid for.</summary>
    Nothing,

    /// <summary><c>savingsPlan/SavingsPlanEffectiveCost</c>.</summary>
    SavingsPlanEffectiveCost,

    /// <summary><c>savingsPlan/TotalCommitmentToDate</c> less <c>savingsPlan/UsedCommitment</c>.</summary>
    SavingsPlanUnused,

    /// <summary><c>reservation/EffectiveCost</c>.</summary>
    ReservationEffectiveCost,

    /// <summary><c>reservation/UnusedAmortizedUpfrontFeeForBillingPeriod</c> and <c>reservation/UnusedRecurringFee</c>.</summary>
    ReservationUnused,

    /// <summary>Nothing when the line names a reservation, else as the invoice has it.</summary>
    NothingWhenReserved,

    /// <summary>Nothing for <see cref="AmortisedRules.SavingsPlans"/>, else as the invoice has it.</summary>
    NothingForSavingsPlans,
}

/// <summary>The rule of each type of line.</summary>
public static class AmortisedRules
{
    /// <summary>The product code of savings plans.</summary>
    public const string SavingsPlans = "ComputeSavingsPlans";

    /// <summary>Whether a line without a net cost has its unblended cost in the net view: not rows of discounts, which net costs have in them already.</summary>
    public static bool BlankNetIsUnblended(string lineItemType) => LineItemType.GroupOf(lineItemType) != LineItemGroup.Discounts;

    public static AmortisedRule Of(string lineItemType) => lineItemType switch
    {
        LineItemType.SavingsPlanCoveredUsage => AmortisedRule.SavingsPlanEffectiveCost,
        LineItemType.SavingsPlanRecurringFee => AmortisedRule.SavingsPlanUnused,
        LineItemType.SavingsPlanNegation or LineItemType.SavingsPlanUpfrontFee => AmortisedRule.Nothing,
        LineItemType.DiscountedUsage => AmortisedRule.ReservationEffectiveCost,
        LineItemType.RIFee => AmortisedRule.ReservationUnused,
        LineItemType.Fee => AmortisedRule.NothingWhenReserved,
        LineItemType.Refund => AmortisedRule.NothingForSavingsPlans,
        _ => AmortisedRule.Unblended,
    };
}
