using System.Globalization;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary>The operand of the Numeric and Date operators. A value of the request that is no number or date matches nothing.</summary>
internal sealed class OrderTest<T>(T operand, Func<string, T?> read, Order order) : ValueTest
    where T : struct, IComparable<T>
{
    public override bool Matches(string value, in PolicyRequest request)
    {
        if (read(value) is not { } actual)
            return false;

        var sign = Math.Sign(actual.CompareTo(operand));
        return order switch
        {
            Order.Equal => sign == 0,
            Order.Less => sign < 0,
            Order.LessOrEqual => sign <= 0,
            Order.Greater => sign > 0,
            Order.GreaterOrEqual => sign >= 0,
            _ => throw new InvalidOperationException($"{order} is no order."),
        };
    }
}

/// <summary>How a value of the request must stand to the one written in the policy.</summary>
internal enum Order
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Reads the operands of the ordering operators.</summary>
internal static class Ordered
{
    // The forms of ISO 8601 that IAM documents for dates; epoch seconds are read apart.
    private static readonly string[] DateForms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly long LastEpochSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An ISO 8601 date, in UTC unless it says otherwise, or seconds since 1970.</summary>
    public static DateTimeOffset? Date(string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, Styles, out var date))
            return date;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastEpochSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
