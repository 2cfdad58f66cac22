namespace Guildhall.Domain.Billing;

/// <summary>
/// Money of one line or one day: ten decimal places in an Int64, so at most 922,337,203.6854775807 either way. Exact: sums never lose a place. Decisions 12.
/// </summary>
/// <param name="Units">Ten-billionths of the currency's unit.</param>
public readonly record struct Amount(long Units) : IComparable<Amount>
{
    /// <summary>Units in one.</summary>
    public const long One = 10_000_000_000;

    public static readonly Amount Zero;

    /// <summary>Reads a report's text, such as <c>-0.0000008</c>, <c>8E-7</c> or <c>12.50</c>, as <see cref="AmountText.Read"/> does.</summary>
    public static AmountReading TryParse(ReadOnlySpan<byte> text, out Amount amount)
    {
        var reading = AmountText.Read(text, out var units);
        amount = new Amount(units);
        return reading;
    }

    /// <summary>Throws when it does not fit: what comes from outside is asked by <see cref="TryAdd"/>.</summary>
    public static Amount operator +(Amount one, Amount other) => new(checked(one.Units + other.Units));

    public static Amount operator -(Amount one, Amount other) => new(checked(one.Units - other.Units));

    public static Amount operator -(Amount amount) => new(checked(-amount.Units));

    public static bool operator <(Amount one, Amount other) => one.Units < other.Units;

    public static bool operator >(Amount one, Amount other) => one.Units > other.Units;

    public static bool operator <=(Amount one, Amount other) => one.Units <= other.Units;

    public static bool operator >=(Amount one, Amount other) => one.Units >= other.Units;

    /// <summary>False, and the sum zero, when it is more than an amount holds.</summary>
    public static bool TryAdd(Amount one, Amount other, out Amount sum)
    {
        var units = unchecked(one.Units + other.Units);
        var fits = ((one.Units ^ units) & (other.Units ^ units)) >= 0;
        sum = fits ? new Amount(units) : Zero;
        return fits;
    }

    /// <summary>Rounded half to even at the tenth place, as a report's text is; null when it is too large.</summary>
    public static Amount? Of(decimal value)
    {
        if (value is > 922_337_203m or < -922_337_203m) return null;
        return new Amount((long)decimal.Round(value * One, MidpointRounding.ToEven));
    }

    /// <summary>Exact.</summary>
    public decimal ToDecimal() => (decimal)Units / One;

    public int CompareTo(Amount other) => Units.CompareTo(other.Units);

    /// <summary>Plain digits with the places that are needed: <c>-0.0000008</c>, <c>12.5</c>, <c>0</c>.</summary>
    public override string ToString() => AmountText.Write(Units);
}

/// <summary>A sum of many amounts, exact: no number of rows that there can be overflows it. Decisions 12.</summary>
/// <param name="Units">Ten-billionths of the currency's unit.</param>
public readonly record struct AmountSum(Int128 Units)
{
    public static readonly AmountSum Zero;

    /// <summary>What <see cref="ToString"/> wrote.</summary>
    public static AmountSum Parse(string text)
    {
        var (point, negative) = (text.IndexOf('.'), text.StartsWith('-'));
        var whole = Int128.Parse(point < 0 ? text : text.AsSpan(0, point), System.Globalization.CultureInfo.InvariantCulture) * Amount.One;
        var places = point < 0 ? 0 : long.Parse(text[(point + 1)..].PadRight(10, '0'), System.Globalization.CultureInfo.InvariantCulture);
        return new AmountSum(negative ? whole - places : whole + places);
    }

    /// <summary>As one amount; null when it does not fit.</summary>
    public Amount? Single => Units >= long.MinValue && Units <= long.MaxValue ? new Amount((long)Units) : null;

    public static AmountSum Of(IEnumerable<Amount> amounts)
    {
        var sum = Zero;
        foreach (var amount in amounts) sum += amount;
        return sum;
    }

    public static AmountSum operator +(AmountSum sum, Amount amount) => new(sum.Units + amount.Units);

    public static AmountSum operator +(AmountSum sum, AmountSum other) => new(sum.Units + other.Units);

    public static AmountSum operator -(AmountSum sum, AmountSum other) => new(sum.Units - other.Units);

    /// <summary>In the currency's unit, exact as long as it has 28 digits.</summary>
    public decimal ToDecimal() => (decimal)Units / Amount.One;

    /// <summary>Plain digits with the places that are needed.</summary>
    public override string ToString() => AmountText.Write(Units);
}
