namespace Guildhall.Domain.Billing;

/// <summary>The one way in which Guildhall rounds money: half away from zero. decisions.md 12.</summary>
public static class Rounding
{
    /// <param name="divisor">More than zero.</param>
    public static Int128 Divide(Int128 amount, Int128 divisor)
    {
        var (whole, rest) = Int128.DivRem(amount, divisor);
        return Int128.Abs(rest) * 2 >= divisor ? whole + Int128.Sign(amount) : whole;
    }

    /// <summary>
    /// Parts in the proportion of the weights that add up to the total exactly: each border between two parts is rounded, not each part.
    /// All of it is the last's when the weights are nothing together.
    /// </summary>
    public static IEnumerable<Int128> Spread(Int128 total, IReadOnlyList<Int128> weights)
    {
        Int128 all = 0, passed = 0, given = 0;
        foreach (var weight in weights) all += weight;
        for (var i = 0; i < weights.Count; i++)
        {
            passed += weights[i];
            var until = i == weights.Count - 1 ? total : all == 0 ? 0 : Share(total, passed, all);
            yield return until - given;
            given = until;
        }
    }

    /// <summary>total x part / whole, in two steps where the product would leave 128 bits.</summary>
    private static Int128 Share(Int128 total, Int128 part, Int128 whole)
    {
        if (whole < 0) (part, whole) = (-part, -whole);
        var (full, rest) = Int128.DivRem(part, whole);
        return (total * full) + ScaledShare(total, rest, whole);
    }

    private static Int128 ScaledShare(Int128 total, Int128 part, Int128 whole)
    {
        // Beyond 2^60 the last bits of a proportion are worth less than a place of the result, as long as the total stays under 2^63.
        while (Int128.Abs(whole) > 1L << 60) (part, whole) = (part >> 1, whole >> 1);
        return Divide(total * part, whole);
    }
}
