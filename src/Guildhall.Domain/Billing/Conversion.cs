namespace Guildhall.Domain.Billing;

/// <summary>From the report's money to a statement's.</summary>
/// <param name="currency">The statement's, ISO 4217.</param>
public sealed class Conversion(string currency)
{
    private readonly Int128 _minor = Amount.One / MinorUnits.Of(currency);

    /// <summary>Minor units of the statement's currency, rounded half away from zero, once.</summary>
    /// <param name="parts">Ten-thousand-millionths of the report's currency, and how much of the statement's one of those is.</param>
    public long Minor(params IReadOnlyCollection<(Int128 Units, decimal Rate)> parts)
    {
        var plain = parts.All(p => p.Rate == 1);
        Int128 sum = 0;
        foreach (var (units, rate) in parts) sum += plain ? units : units * (Int128)(rate * Amount.One);
        return (long)Rounding.Divide(sum, plain ? _minor : _minor * Amount.One);
    }
}
