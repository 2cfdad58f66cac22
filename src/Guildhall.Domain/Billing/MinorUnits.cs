namespace Guildhall.Domain.Billing;

/// <summary>Into how many parts a currency's unit is divided. ISO 4217.</summary>
public static class MinorUnits
{
    /// <summary>100, or 1 for a currency without cents.</summary>
    public static int Of(string currency) => currency is "CLP" or "JPY" or "KRW" ? 1 : 100;

    /// <summary>So many minor units as an amount: <c>1234.50</c>, without separators of thousands.</summary>
    public static decimal ToDecimal(long units, string currency) => decimal.Divide(units, Of(currency));
}
