using System.Globalization;

namespace Guildhall.Domain.Agreements;

/// <summary>Arithmetic of money: exact, in decimals, within bounds that no product or sum leaves. storefront-and-procurement.md B.4.</summary>
public static class Amounts
{
    /// <summary>More than this, in any currency, is taken for a mistake. Prices have ten places at most, so that products and sums below it are exact.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    /// <summary>The amount of a term's text, which the import has checked: digits, and perhaps a point with places.</summary>
    public static decimal Of(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>Without thousands separators, with the places that the prices have.</summary>
    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when it is more than <see cref="Most"/>.</summary>
    public static decimal? Times(decimal price, int quantity) =>
        quantity == 0 ? 0m : price > Most / quantity ? null : price * quantity;

    /// <summary>Null when one is null or the sum is more than <see cref="Most"/>.</summary>
    public static decimal? Sum(IEnumerable<decimal?> amounts)
    {
        var sum = 0m;
        foreach (var amount in amounts)
        {
            if (amount is not { } known || known > Most - sum) return null;
            sum += known;
        }

        return sum;
    }
}
