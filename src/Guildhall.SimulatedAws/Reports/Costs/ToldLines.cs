using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>Lines that somebody told the simulation of. What is told after AWS's invoice of the month has one of its own: it opens the month again (aws-operations.md C.7).</summary>
internal static class ToldLines
{
    public static IEnumerable<LineItem> Of(BillScope scope, BilledAccount account) =>
        scope.Charges[account.Id].Where(charge => charge.Kind != ChargeKind.Discount && scope.Month.Has(charge.Day) && account.IsPaidFor(charge.Day, scope.Counted)).Select(charge => Line(scope, charge));

    private static LineItem Line(BillScope scope, BillCharge charge) => new()
    {
        AccountId = charge.AccountId,
        Type = charge.Kind.ToString(),
        BillType = charge.Kind switch { ChargeKind.Refund => "Refund", ChargeKind.Fee => "Purchase", _ => "Anniversary" },
        Start = BillingMonth.At(charge.Day),
        End = BillingMonth.At(charge.Day.AddDays(1)),
        ProductCode = "AmazonEC2",
        ProductName = "Amazon Elastic Compute Cloud",
        UsageType = charge.Kind == ChargeKind.Usage ? "BoxUsage:m6i.large" : "",
        Operation = charge.Kind == ChargeKind.Usage ? "RunInstances" : "",
        Cost = charge.Kind is ChargeKind.Credit or ChargeKind.Refund ? -charge.Amount : charge.Amount,
        Description = charge.Description,
        InvoicedAlone = charge.ToldAt >= Invoices.IssuedAt(scope.PayerId, scope.Month, Invoices.Aws) ? charge.Id : null,
    };
}
