using System.Globalization;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>A month that bills are for, in UTC.</summary>
internal readonly record struct BillingMonth(DateOnly First) : IComparable<BillingMonth>
{
    public DateTimeOffset Start => At(First);

    /// <summary>The first instant that is not in it.</summary>
    public DateTimeOffset End => At(First.AddMonths(1));

    public BillingMonth Previous => new(First.AddMonths(-1));

    /// <summary>The folder of its reports: from the first of the month to the first of the next (aws-operations.md C.3).</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture, $"{First:yyyyMMdd}-{First.AddMonths(1):yyyyMMdd}");

    public static BillingMonth Of(DateTimeOffset at) => new(new DateOnly(at.UtcDateTime.Year, at.UtcDateTime.Month, 1));

    public static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public bool Has(DateOnly day) => day.Year == First.Year && day.Month == First.Month;

    public int CompareTo(BillingMonth other) => First.CompareTo(other.First);
}
