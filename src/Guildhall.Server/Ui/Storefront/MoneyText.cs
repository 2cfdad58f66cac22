using System.Globalization;
using Guildhall.Domain.Agreements;

namespace Guildhall.Server.Ui.Storefront;

/// <summary>Amounts as people read them: grouped, with two places or as many as there are.</summary>
internal static class MoneyText
{
    /// <summary>1200 and USD as "1,200.00 USD".</summary>
    public static string Of(decimal amount, string? currency) => $"{amount.ToString("#,##0.00########", CultureInfo.InvariantCulture)} {currency}".TrimEnd();

    /// <summary>Of decimal text; what is not to be paid has no currency.</summary>
    public static string Of(string amount, string? currency) => Of(Amounts.Of(amount), currency);
}
