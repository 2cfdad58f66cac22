using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.Tests.Domain.Billing;

public sealed class SpendMonthTests
{
    /// <summary>Five hundred random months, against sums over plain lists.</summary>
    [Fact]
    public void Sums_by_account_and_by_subject_are_those_of_the_entries_that_count()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var entries = Enumerable.Range(0, random.Next(40)).Select(_ => Entry(random)).ToList();
            var month = SpendMonth.Of(entries);
            var (accounts, product, cost) = (random.Next(2) == 0 ? null : new HashSet<string> { "1", "3" }, random.Next(3) == 0 ? "p1" : null, (SpendCost)random.Next(3));
            var choice = new SpendChoice(accounts is null ? null : accounts.Contains, s => product is null || s.ProductCode == product, cost);
            var counting = entries.Where(e => accounts?.Contains(e.Account) != false && (product is null || e.Subject.ProductCode == product)).ToList();
            Assert.Equal(
                counting.GroupBy(e => e.Account).Select(g => (g.Key, Sum(g, cost, marketplace: false), Sum(g, cost, marketplace: true))).Order(),
                month.ByAccount(choice).Select(a => (a.Key, a.Value.Aws.Units, a.Value.Marketplace.Units)).Order());
            Assert.Equal(
                counting.GroupBy(e => e.Subject).Select(g => ($"{g.Key}", g.Aggregate((Int128)0, (sum, e) => sum + Of(e, cost)))).Order(),
                month.BySubject(choice).Select(s => ($"{s.Key}", s.Value.Units)).Order());
            Assert.Equal(
                counting.Select(e => (e.Account, $"{e.Subject}", e.Unblended)).Order(),
                month.Each(a => accounts?.Contains(a) != false ? a : null, s => product is null || s.ProductCode == product ? $"{s}" : null).Select(e => (e.Account, e.Subject, e.Cost.Units)).Order());
        }
    }

    /// <summary>What an Int64 does not hold.</summary>
    [Fact]
    public void A_sum_of_more_than_one_amount_holds_is_exact()
    {
        var subject = new SpendSubject("AWS", "p1", "", "USD");
        var month = SpendMonth.Of(Enumerable.Repeat(new SpendEntry("1", subject, long.MaxValue, 0, 0), 3));
        Assert.Equal((Int128)long.MaxValue * 3, month.ByAccount(new SpendChoice(null, _ => true)).Single().Value.Total.Units);
    }

    private static SpendEntry Entry(Random random) => new(
        $"{random.Next(5)}", new SpendSubject(random.Next(2) == 0 ? BillingEntity.Aws : BillingEntity.Marketplace, $"p{random.Next(3)}", random.Next(2) == 0 ? "" : "agmt-1", "USD"),
        random.NextInt64(-1000, 1000), random.NextInt64(-1000, 1000), random.NextInt64(-1000, 1000));

    private static Int128 Sum(IEnumerable<SpendEntry> entries, SpendCost cost, bool marketplace) => entries.Where(e => e.Subject.Marketplace == marketplace).Aggregate((Int128)0, (sum, e) => sum + Of(e, cost));

    private static long Of(SpendEntry entry, SpendCost cost) => cost switch { SpendCost.Net => entry.Net, SpendCost.Amortised => entry.Amortised, _ => entry.Unblended };
}
