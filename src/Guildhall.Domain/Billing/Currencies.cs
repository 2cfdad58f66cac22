using System.Collections.Frozen;

namespace Guildhall.Domain.Billing;

/// <summary>The currencies that AWS bills in: its list of supported currencies (repost.aws, "supported AWS currencies"), and INR, which AWS India bills in.</summary>
public static class Currencies
{
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
    [
        "AED", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "DKK", "EGP", "EUR", "GBP", "HKD", "IDR", "INR", "JPY", "KRW", "MYR", "NGN", "NOK", "NZD", "PLN",
        "RON", "SEK", "SGD", "TRY", "UAH", "USD", "UYU", "ZAR",
    ], StringComparer.Ordinal);
}
