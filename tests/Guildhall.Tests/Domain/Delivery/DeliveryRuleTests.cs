using Guildhall.Domain.Delivery;

namespace Guildhall.Tests.Domain.Delivery;

public sealed class DeliveryRuleTests
{
    private static readonly DeliveryRule Rule = DeliveryRule.Usual;

    [Fact]
    public void Pauses_grow_to_the_longest_one_and_stay_within_a_fifth_of_it_whatever_the_chance()
    {
        var random = new Random(7);
        for (var run = 0; run < 1_000; run++)
        {
            var (tries, chance) = (random.Next(1, Rule.MostTries), random.NextDouble());
            var pause = Rule.PauseAfter(tries, TimeSpan.Zero, chance)!.Value;
            var plain = Math.Min(Rule.First.TotalSeconds * Math.Pow(2, tries - 1), Rule.Longest.TotalSeconds);
            Assert.InRange(pause.TotalSeconds, plain * 0.8, plain * 1.2);
            if (tries + 1 < Rule.MostTries) Assert.True(Rule.PauseAfter(tries + 1, TimeSpan.Zero, chance) >= pause);
        }
    }

    [Fact]
    public void Every_delivery_comes_to_its_end_and_is_tried_for_most_of_a_day_before()
    {
        var random = new Random(11);
        for (var run = 0; run < 200; run++)
        {
            var (tries, age) = (1, TimeSpan.Zero);
            for (; Rule.PauseAfter(tries, age, random.NextDouble()) is { } pause; tries++) age += pause;
            Assert.InRange(tries, 20, Rule.MostTries);
            Assert.InRange(age, TimeSpan.FromHours(20), Rule.MostAge + (1.2 * Rule.Longest));
        }
    }

    [Fact]
    public void A_receiver_that_asks_for_time_gets_it_up_to_the_longest_pause()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), Rule.PauseAfter(1, TimeSpan.Zero, 0.5, TimeSpan.FromMinutes(10)));
        Assert.Equal(Rule.Longest, Rule.PauseAfter(1, TimeSpan.Zero, 0.5, TimeSpan.FromDays(30)));
        Assert.Equal(Rule.First, Rule.PauseAfter(1, TimeSpan.Zero, 0.5, TimeSpan.Zero));
    }

    [Fact]
    public void What_was_tried_too_often_or_too_long_is_not_tried_again()
    {
        Assert.Null(Rule.PauseAfter(Rule.MostTries, TimeSpan.Zero, 0.5));
        Assert.Null(Rule.PauseAfter(1, Rule.MostAge, 0.5));
        Assert.NotNull(Rule.PauseAfter(Rule.MostTries - 1, Rule.MostAge - TimeSpan.FromTicks(1), 0.5));
        Assert.True(Rule.Pauses(Rule.Patience));
        Assert.False(Rule.Pauses(Rule.Patience - TimeSpan.FromTicks(1)));
    }
}
