using System.Globalization;

namespace Guildhall.Domain.Billing;

/// <summary>A percentage with four decimals. vendor-integration.md 15.4.</summary>
/// <param name="TenThousandths">The percentage times 10,000: 12.5 % is 125,000.</param>
public readonly record struct Percent(int TenThousandths)
{
    /// <summary>What one whole is: 100 %.</summary>
    public const int Whole = 1_000_000;

    public static Percent Zero => default;

    /// <summary>The share of an amount, rounded half away from zero at the amount's own ten places.</summary>
    /// <param name="units">Ten-thousand-millionths of a currency's unit, of one line or of a sum.</param>
    public Int128 Of(Int128 units) => Rounding.Divide(units * TenThousandths, Whole);

    /// <summary>A percentage as it is typed. Refused: what is no number, has more than four decimals, or is not between the bounds.</summary>
    /// <param name="member">The form's field or the document's member, for the refusal.</param>
    public static Result<Percent> Read(string? typed, decimal least, decimal most, string member)
    {
        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Problem.Malformed("A percentage is a number such as 5 or 12.25.", member);
        }

        if (number < least || number > most) return Problem.Malformed(string.Create(CultureInfo.InvariantCulture, $"Between {least} and {most} percent."), member);
        return decimal.Round(number, 4) == number ? new Percent((int)(number * 10_000)) : Problem.Malformed("A percentage has at most four decimals.", member);
    }

    public decimal ToDecimal() => TenThousandths / 10_000m;

    /// <summary>Without a sign of percent and without trailing zeros, as <see cref="Read"/> takes it.</summary>
    public override string ToString() => ToDecimal().ToString("0.####", CultureInfo.InvariantCulture);
}
