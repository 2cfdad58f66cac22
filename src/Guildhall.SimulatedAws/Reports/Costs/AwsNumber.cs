using System.Globalization;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>Numbers as reports write them: no zeros behind, and very small ones with an exponent, as in <c>8E-7</c> (aws-operations.md C.4).</summary>
internal static class AwsNumber
{
    private const decimal Smallest = 0.000001m;

    public static string Text(decimal number)
    {
        if (number == 0) return "0";
        return Math.Abs(number) < Smallest ? number.ToString("0.##########E-0", CultureInfo.InvariantCulture) : number.ToString("0.############", CultureInfo.InvariantCulture);
    }
}
