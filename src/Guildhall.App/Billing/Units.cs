using System.Data.Common;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>
/// Sums of amounts from a database. SQLite adds up in 64 bits and refuses more, so whole units and what is below them are added up apart, on both databases.
/// </summary>
internal static class Units
{
    /// <summary>Two columns of a SELECT, to be read by <see cref="SumOf"/>.</summary>
    public static string Sum(string column) => $"""SUM("{column}" / {Amount.One}), SUM("{column}" % {Amount.One})""";

    /// <param name="column">The first of the two.</param>
    public static AmountSum SumOf(DbDataReader row, int column) => new((Of(row, column) * Amount.One) + Of(row, column + 1));

    /// <summary>A sum of whole numbers: SQLite has them as 64 bits, PostgreSQL as decimals. 0 for NULL.</summary>
    public static Int128 Of(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetValue(column) switch
    {
        long whole => whole,
        int whole => whole,
        decimal sum => (Int128)sum,
        var other => throw new InvalidOperationException($"A sum is no {other.GetType().Name}."),
    };
}
