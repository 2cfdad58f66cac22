using System.Globalization;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>When a month is invoiced and under which numbers: AWS's own, and one of each seller (aws-operations.md C.7).</summary>
internal static class Invoices
{
    public const string Aws = "Amazon Web Services, Inc.";

    /// <summary>By then all invoices of a month are out, those of what comes later excepted.</summary>
    public static readonly TimeSpan AllAfter = TimeSpan.FromDays(5);

    /// <summary>The number of the invoice that a line is on; empty while it is not written.</summary>
    public static string NumberOf(BillScope scope, LineItem line)
    {
        if (line.InvoicedAlone is { } subject) return Number(scope, line.Seller, subject);
        return scope.AsOf >= IssuedAt(scope.PayerId, scope.Month, line.Seller) ? Number(scope, line.Seller, "") : "";
    }

    /// <summary>AWS's two to three days after the month, a seller's up to four and a half.</summary>
    public static DateTimeOffset IssuedAt(string payer, BillingMonth month, string seller)
    {
        var lot = Lot.Fraction(Lot.Of(payer, month.Folder, seller));
        return seller == Aws ? month.End.AddHours(Math.Floor(48 + (24 * lot))) : month.End.AddHours(Math.Floor(72 + (36 * lot)));
    }

    private static string Number(BillScope scope, string seller, string subject) =>
        (1_000_000_000 + (Lot.Of("invoice", scope.PayerId, scope.Month.Folder, seller, subject) % 1_500_000_000)).ToString(CultureInfo.InvariantCulture);
}
