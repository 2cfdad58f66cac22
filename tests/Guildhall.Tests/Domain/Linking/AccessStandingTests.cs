using Guildhall.Domain.Linking;

namespace Guildhall.Tests.Domain.Linking;

/// <summary>Loss of access, vendor-integration.md 9: against a slow reading of the sentence, and by example.</summary>
public sealed class AccessStandingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Vendor9_Access_is_lost_exactly_after_three_refusals_in_a_row_that_are_15_minutes_apart()
    {
        var random = new Random(9);
        var lost = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var (standing, history, at) = (default(AccessStanding), new List<(Verification Seen, DateTimeOffset At)>(), Start);
            for (var step = 0; step < 14; step++)
            {
                at += TimeSpan.FromMinutes(random.Next(1, 40));
                var seen = random.Next(10) switch { 0 => Verification.Taken, 1 or 2 => Verification.Untold, _ => Verification.Refused };
                history.Add((seen, at));
                standing = standing.After(seen, at);

                Assert.Equal(LostAt(history), standing.LostAt);
                if (standing.LostAt is not null) lost++;
            }
        }

        Assert.True(lost > 1_000);
    }

    [Fact]
    public void Vendor9_A_refusal_sooner_than_15_minutes_after_the_last_does_not_count()
    {
        var standing = default(AccessStanding).After(Verification.Refused, Start).After(Verification.Refused, Start.AddMinutes(14.99)).After(Verification.Refused, Start.AddMinutes(15));

        Assert.Equal(2, standing.Refusals);
        Assert.Null(standing.LostAt);
        Assert.Equal(Start.AddMinutes(30), standing.After(Verification.Refused, Start.AddMinutes(30)).LostAt);
    }

    [Fact]
    public void Vendor9_Access_stays_lost_since_then_until_AWS_takes_the_key()
    {
        var lost = new AccessStanding(3, Start, Start);

        Assert.Equal(lost, lost.After(Verification.Refused, Start.AddHours(1)));
        Assert.Equal(lost, lost.After(Verification.Untold, Start.AddHours(2)));
        Assert.Equal(default, lost.After(Verification.Taken, Start.AddHours(3)));
    }

    [Fact]
    public void Vendor9_After_the_clock_was_set_back_refusals_count_all_the_same() =>
        Assert.Equal(2, default(AccessStanding).After(Verification.Refused, Start).After(Verification.Refused, Start.AddHours(-1)).Refusals);

    /// <summary>The slow way: of the refusals since AWS last took the key, the longest chain with 15 minutes between its links, for each beginning of the history.</summary>
    private static DateTimeOffset? LostAt(List<(Verification Seen, DateTimeOffset At)> history)
    {
        var refusals = history.Skip(history.FindLastIndex(h => h.Seen == Verification.Taken) + 1).Where(h => h.Seen == Verification.Refused).Select(h => h.At).ToList();
        for (var length = 1; length <= refusals.Count; length++)
        {
            if (Longest(refusals[..length]) >= 3) return refusals[length - 1];
        }

        return null;
    }

    private static int Longest(List<DateTimeOffset> times)
    {
        var longest = new int[times.Count];
        for (var last = 0; last < times.Count; last++)
            longest[last] = 1 + Enumerable.Range(0, last).Where(before => times[last] - times[before] >= TimeSpan.FromMinutes(15)).Select(before => longest[before]).DefaultIfEmpty().Max();
        return longest.DefaultIfEmpty().Max();
    }
}
