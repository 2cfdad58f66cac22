using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>Which months of a report are looked at. aws-operations.md C.4, C.7.</summary>
public sealed class ReportMonthsTests
{
    private static readonly BillingMonth[] Listed = [.. Enumerable.Range(1, 12).Select(m => new BillingMonth(202500 + m)), .. Enumerable.Range(1, 6).Select(m => new BillingMonth(202600 + m))];

    [Fact]
    public void C4_Those_of_a_year_are_looked_at_again_and_older_ones_only_when_nothing_of_them_is_in_force()
    {
        Assert.Equal([.. Listed[6..]], ReportMonths.ToRead(Listed, Listed.ToHashSet()));
        Assert.Equal([Listed[2], .. Listed[6..]], ReportMonths.ToRead([.. Listed.Reverse(), Listed[17]], Listed.Where(m => m != Listed[2]).ToHashSet()));
    }
}
