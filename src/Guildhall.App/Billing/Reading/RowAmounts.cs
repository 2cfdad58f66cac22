using Guildhall.App.Billing.Reading.Csv;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Reading;

/// <summary>
/// The three costs of a row (aws-operations.md C.6). Where a report lacks the columns of savings plans or of reservations altogether, the amortised view
/// takes those lines as the invoice has them: all of them, so that what cancels out still does.
/// </summary>
internal sealed class RowAmounts(RowCells cells)
{
    private readonly bool _savingsPlans = cells.Header.Has(ReportColumn.SavingsPlanEffectiveCost);
    private readonly bool _reservations = cells.Header.Has(ReportColumn.ReservationEffectiveCost);

    public CostSums Read(CsvRow row, in TypeRules type)
    {
        var unblended = cells.Amount(row, ReportColumn.Unblended);
        var net = cells.Header.Has(ReportColumn.Net) ? cells.Amount(row, ReportColumn.Net, type.BlankNetIsUnblended ? unblended : Amount.Zero) : unblended;
        return new CostSums(unblended, net, Amortised(row, type.Amortised, unblended), 1);
    }

    private Amount Amortised(CsvRow row, AmortisedRule rule, Amount unblended)
    {
        if (cells.Header.IsFocus) return cells.Amount(row, ReportColumn.EffectiveCost, unblended);
        return rule switch
        {
            AmortisedRule.Unblended => unblended,
            AmortisedRule.SavingsPlanEffectiveCost when _savingsPlans => Given(row, ReportColumn.SavingsPlanEffectiveCost),
            AmortisedRule.SavingsPlanUnused when _savingsPlans => Plus(Given(row, ReportColumn.SavingsPlanTotalCommitment), -Given(row, ReportColumn.SavingsPlanUsedCommitment)),
            AmortisedRule.Nothing when _savingsPlans => Amount.Zero,
            AmortisedRule.NothingForSavingsPlans when _savingsPlans && IsOfSavingsPlans(row) => Amount.Zero,
            AmortisedRule.ReservationEffectiveCost when _reservations => Given(row, ReportColumn.ReservationEffectiveCost),
            AmortisedRule.ReservationUnused when _reservations => Plus(Given(row, ReportColumn.ReservationUnusedUpfront), Given(row, ReportColumn.ReservationUnusedRecurring)),
            AmortisedRule.NothingWhenReserved when _reservations && !cells.Text(row, ReportColumn.ReservationArn).IsEmpty => Amount.Zero,
            _ => unblended,
        };
    }

    private Amount Given(CsvRow row, ReportColumn column) => cells.Amount(row, column, Amount.Zero);

    private Amount Plus(Amount one, Amount other)
    {
        if (!Amount.TryAdd(one, other, out var sum)) cells.Refuse(RowFaultReason.AmountTooLarge, -1);
        return sum;
    }

    private bool IsOfSavingsPlans(CsvRow row) => cells.Text(row, ReportColumn.ProductCode).SequenceEqual("ComputeSavingsPlans"u8);
}

/// <summary>What the type of a line decides.</summary>
internal readonly record struct TypeRules(AmortisedRule Amortised, bool BlankNetIsUnblended)
{
    public static TypeRules Of(string type) => new(AmortisedRules.Of(type), AmortisedRules.BlankNetIsUnblended(type));
}
