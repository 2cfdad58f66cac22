namespace Guildhall.Domain.Billing;

/// <summary>From the report's money to a statement's.</summary>
/// <param name="currency">The statement's, ISO 4217.</param>
/// <param name="rate">How much of it one of the report's is.</param>
public sealed class Conversion(string currency, decimal rate)
{
    private readonly Int128 _rate = (Int128)(rate * Amount.One);
    private readonly Int128 _minor = Amount.One / MinorUnits.Of(currency);

    /// <summary>Minor units of the statement's currency, rounded half away from zero, once.</summary>
    /// <param name="units">Ten-thousand-millionths of the report's currency.</param>
    public long Minor(Int128 units) => (long)(rate == 1 ? Rounding.Divide(units, _minor) : Rounding.Divide(units * _rate, _minor * Amount.One));
}
