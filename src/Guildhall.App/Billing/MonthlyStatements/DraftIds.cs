using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Ids of drafts, which stay the same while they move: <c>draft-202610-…</c> of the organization, the company and the currencies.</summary>
internal static class DraftIds
{
    public static string Of(string tenant, Statement draft) => string.Create(
        CultureInfo.InvariantCulture, $"draft-{BillingMonth.Of(draft.Month).Number}-{Short(tenant)}-{Short($"{draft.Company is not null} {draft.Company} {draft.Reported} {draft.Currency}")}");

    /// <summary>Whether it is the id of a draft of this organization; its month.</summary>
    public static BillingMonth? MonthOf(string id, string tenant) =>
        id.Split('-') is ["draft", { Length: 6 } month, var of, _] && of == Short(tenant) && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number / 100 > 1999 && number % 100 is >= 1 and <= 12
            ? new BillingMonth(number)
            : null;

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}
