using System.Globalization;

namespace Guildhall.Domain.Billing;

/// <summary>A billing period: a month, UTC. aws-operations.md C.7.</summary>
/// <param name="Number">Year times 100 and month: 202611.</param>
public readonly record struct BillingMonth(int Number) : IComparable<BillingMonth>
{
    public DateOnly First => new(Number / 100, Number % 100, 1);

    /// <summary>The last day.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public int Days => DateTime.DaysInMonth(Number / 100, Number % 100);

    public static BillingMonth Of(DateOnly day) => new((day.Year * 100) + day.Month);

    public static BillingMonth Of(DateTimeOffset time) => Of(DateOnly.FromDateTime(time.UtcDateTime));

    /// <summary>So many months later, or earlier.</summary>
    public BillingMonth Plus(int months) => Of(First.AddMonths(months));

    /// <summary>A month as it is typed: <c>2026-11</c>.</summary>
    public static Result<BillingMonth> Read(string? typed, string member = "period") =>
        DateOnly.TryParseExact(typed + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year >= 2000
            ? Of(first)
            : Problem.Malformed("A period is a month such as 2026-11.", member);

    public int CompareTo(BillingMonth other) => Number.CompareTo(other.Number);

    public static bool operator <(BillingMonth left, BillingMonth right) => left.Number < right.Number;

    public static bool operator >(BillingMonth left, BillingMonth right) => left.Number > right.Number;

    public static bool operator <=(BillingMonth left, BillingMonth right) => left.Number <= right.Number;

    public static bool operator >=(BillingMonth left, BillingMonth right) => left.Number >= right.Number;

    /// <summary>As <see cref="Read"/> takes it.</summary>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
