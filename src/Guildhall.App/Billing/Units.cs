using System.Data.Common;
using System.Globalization;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>Sums of amounts from a database: PostgreSQL gives them as decimals, SQLite as whole numbers.</summary>
internal static class Units
{
    /// <summary>In ten-thousand-millionths; 0 for NULL.</summary>
    public static Int128 Of(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetValue(column) switch
    {
        long whole => whole,
        int whole => whole,
        decimal sum => (Int128)sum,
        var other => throw new InvalidOperationException($"A sum is no {other.GetType().Name}."),
    };

    /// <summary>In the currency's unit.</summary>
    public static decimal Decimal(DbDataReader row, int column) => Decimal(Of(row, column));

    public static decimal Decimal(Int128 units) => (decimal)units / Amount.One;

    /// <summary>In the currency's unit with all ten places, as an export has it.</summary>
    public static string Text(Int128 units) => Decimal(units).ToString("0.0000000000", CultureInfo.InvariantCulture);
}
