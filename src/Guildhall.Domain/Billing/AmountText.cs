using System.Globalization;

namespace Guildhall.Domain.Billing;

/// <summary>What became of a text that should be an amount.</summary>
public enum AmountReading
{
    /// <summary>It is one.</summary>
    Read,

    /// <summary>It is not a decimal number: empty, words, NaN, Infinity, separators of thousands.</summary>
    NotANumber,

    /// <summary>It is one, but more than an <see cref="Amount"/> holds, such as <c>1e400</c>.</summary>
    TooLarge,
}

/// <summary>Amounts to and from text, without floating point and without allocation. AWS writes up to 17 places, and sometimes E notation (aws-operations.md C.4.5).</summary>
public static class AmountText
{
    /// <summary>Longer texts are no amounts of AWS's, whatever their digits.</summary>
    public const int Longest = 128;

    /// <summary>Significant digits that surely fit in a UInt64.</summary>
    private const int Significant = 19;

    private static readonly ulong[] Powers = [.. Enumerable.Range(0, 20).Select(n => (ulong)System.Numerics.BigInteger.Pow(10, n))];

    /// <summary>
    /// Sign, digits, point, digits, exponent: all but the digits may be missing. More than ten decimal places are rounded half to even, line by line, so that
    /// the same file has the same sum on every machine and halves do not drift to one side.
    /// </summary>
    /// <param name="units">Ten-billionths; zero unless it was read.</param>
    public static AmountReading Read(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        if (text.Length is 0 or > Longest) return AmountReading.NotANumber;
        var negative = text[0] == '-';
        var at = negative || text[0] == '+' ? 1 : 0;
        var digits = new Digits();
        at = digits.Take(text, at, fraction: false);
        if (at < text.Length && text[at] == '.') at = digits.Take(text, at + 1, fraction: true);
        if (!digits.Any) return AmountReading.NotANumber;
        if (at < text.Length)
        {
            if ((text[at] | 0x20) != 'e' || !Exponent(text[(at + 1)..], out var exponent)) return AmountReading.NotANumber;
            digits.Scale += exponent;
        }

        if (!digits.TryUnits(out var magnitude)) return AmountReading.TooLarge;
        units = negative ? -magnitude : magnitude;
        return AmountReading.Read;
    }

    /// <summary>Plain digits with the places that are needed.</summary>
    internal static string Write(Int128 units)
    {
        var (whole, places) = Int128.DivRem(units, Amount.One);
        var sign = units < 0 ? "-" : "";
        var text = sign + Int128.Abs(whole).ToString(CultureInfo.InvariantCulture);
        return places == 0 ? text : $"{text}.{((long)Int128.Abs(places)).ToString("D10", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    /// <summary>A sign and digits; an exponent beyond all bounds stays beyond them.</summary>
    private static bool Exponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var negative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..]) text = text[1..];
        if (text.IsEmpty) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit((char)c)) return false;
            exponent = Math.Min((exponent * 10) + (c - '0'), 100_000);
        }

        if (negative) exponent = -exponent;
        return true;
    }

    /// <summary>The first significant digits, where their point is, and what followed them.</summary>
    private struct Digits
    {
        private ulong _value;
        private int _count;
        private int _next;
        private bool _more;
        private bool _dropped;

        /// <summary>The value is <see cref="_value"/> times ten to this.</summary>
        public int Scale;

        public bool Any { get; private set; }

        public int Take(ReadOnlySpan<byte> text, int at, bool fraction)
        {
            for (; at < text.Length; at++)
            {
                var digit = text[at] - '0';
                if ((uint)digit > 9) break;
                Any = true;
                if (_count < Significant)
                {
                    _value = (_value * 10) + (uint)digit;
                    if (_value != 0) _count++;
                    if (fraction) Scale--;
                    continue;
                }

                if (!fraction) Scale++;
                if (_dropped) _more |= digit != 0;
                else (_next, _dropped) = (digit, true);
            }

            return at;
        }

        /// <summary>In ten-billionths, rounded half to even.</summary>
        public readonly bool TryUnits(out long units)
        {
            units = 0;
            var shift = Scale + 10;
            if (_value == 0 || shift < -Significant) return true;
            if (shift > 0)
            {
                if (shift >= Powers.Length || Math.BigMul(_value, Powers[shift], out var product) != 0) return false;
                return Fits(product, out units);
            }

            var divisor = Powers[-shift];
            var (quotient, rest) = Math.DivRem(_value, divisor);
            return Fits(quotient + (IsUp(quotient, rest, divisor) ? 1UL : 0), out units);
        }

        /// <summary>Whether the part below the last place is more than half of it, or half of an odd one.</summary>
        private readonly bool IsUp(ulong quotient, ulong rest, ulong divisor)
        {
            var odd = (quotient & 1) == 1;
            if (divisor == 1) return _next > 5 || (_next == 5 && (_more || odd));
            var half = divisor / 2;
            return rest > half || (rest == half && (_next > 0 || _more || odd));
        }

        private static bool Fits(ulong magnitude, out long units)
        {
            units = magnitude <= long.MaxValue ? (long)magnitude : 0;
            return magnitude <= long.MaxValue;
        }
    }
}
