using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Everything that a draft is made of, in few characters: another of anything gives another print.</summary>
internal static class DraftPrint
{
    /// <param name="row">The month: its load and version.</param>
    /// <param name="books">Rules, settings, rates and accounts, as they are now.</param>
    /// <param name="corrected">Closed months with another load than statements have told of, with what they were closed with.</param>
    public static string Of(GuildhallDb db, BillingMonthRow row, MonthBooks books, IEnumerable<(BillingMonthRow Row, MonthBooks Books)> corrected)
    {
        var text = new StringBuilder($"{row.Load} {row.Version} {books.Write()}");
        foreach (var (closed, its) in corrected)
        {
            text.Append($" {closed.Month} {closed.Load} {closed.Version}");
            // A rate that it lacks may come later.
            foreach (var rate in OpenBooks.Rates(db, new BillingMonth(closed.Month)).Where(r => r.To == its.Currency)) text.Append($" {rate}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
