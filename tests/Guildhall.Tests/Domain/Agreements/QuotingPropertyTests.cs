using System.Globalization;
using System.Numerics;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using static Guildhall.Tests.Domain.Agreements.Bought;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>Quotes of random rate cards against an oracle that is slow and obvious: whole numbers of ten-billionths, added one by one.</summary>
public sealed class QuotingPropertyTests
{
    private const int Places = 10;

    [Fact]
    public void B4_Quotes_are_exact_to_the_last_place() => InManyWorlds(random =>
    {
        var rates = Enumerable.Range(0, random.Next(1, 6)).Select(i => new Rate($"d{i}", Price(random))).ToList();
        var quantities = rates.Select(r => new Quantity(r.Dimension, random.Next(4) == 0 ? 0 : random.Next(1, 10_000))).Where(_ => random.Next(5) > 0).ToList();
        if (quantities.All(q => q.Value == 0)) return;
        var term = new ConfigurableUpfrontPricingTerm("contract", "USD", [new RateCard("P12M", [.. rates])]);
        var quote = Quote([term, Legal], new RequestedTerm("contract", new UpfrontChoice("P12M", [.. quantities])), Named("legal")).Value;

        var expected = BigInteger.Zero;
        foreach (var (dimension, value) in quantities) expected += Units(rates.Single(r => r.Dimension == dimension).Price) * value;
        Assert.Equal(expected, Units(Amounts.Text(quote.Value)));
        Assert.Equal(expected, Units(Amounts.Text(quote.Charges.Single().Amount!.Value)));
        Assert.Equal(quantities.Where(q => q.Value > 0).Select(q => (q.Dimension, q.Value, Units(rates.Single(r => r.Dimension == q.Dimension).Price) * q.Value)), quote.Items.Select(i => (i.Dimension, i.New, Units(Amounts.Text(i.Amount)))));
    });

    [Fact]
    public void B8_However_often_it_is_amended_an_agreement_costs_what_was_added_at_each_step() => InManyWorlds(random =>
    {
        var rates = Enumerable.Range(0, 3).Select(i => new Rate($"d{i}", Price(random))).ToList();
        var term = new ConfigurableUpfrontPricingTerm("contract", "USD", [new RateCard("P12M", [.. rates])]);
        var have = new int[3];
        var (terms, value, expected) = (Quote([term, Legal], Choice([1, 0, 0]), Named("legal")).Value.Terms, Amounts.Of(rates[0].Price), Units(rates[0].Price));
        have[0] = 1;
        for (var step = 0; step < 5; step++)
        {
            int[] wanted = [random.Next(0, 50), random.Next(0, 50), random.Next(1, 50)];
            var amended = Amending.Of(terms, null, value, [Choice(wanted)], Now).Value;
            for (var i = 0; i < 3; i++) expected += Units(rates[i].Price) * Math.Max(0, wanted[i] - have[i]);
            Assert.Equal(expected, Units(Amounts.Text(amended.Terms.Value)));
            Assert.Equal(wanted.Zip(have).Any(p => p.First > p.Second), amended.Adds);
            (terms, value, have) = (amended.Terms.Terms, amended.Terms.Value, wanted);
        }
    });

    private static RequestedTerm Choice(int[] quantities) => new("contract", new UpfrontChoice("P12M", [.. quantities.Select((q, i) => new Quantity($"d{i}", q))]));

    private static string Price(Random random)
    {
        var whole = random.Next(3) switch { 0 => "0", 1 => random.Next(1, 1_000).ToString(CultureInfo.InvariantCulture), _ => random.NextInt64(1, 1_000_000_000).ToString(CultureInfo.InvariantCulture) };
        return random.Next(4) == 0 ? whole : $"{whole}.{random.NextInt64(0, 9_999_999_999).ToString(CultureInfo.InvariantCulture)[..1]}{new string('7', random.Next(0, Places - 1))}";
    }

    /// <summary>An amount in ten-billionths, digit by digit.</summary>
    private static BigInteger Units(string amount)
    {
        var (whole, places) = amount.Split('.') is [var w, var p] ? (w, p) : (amount, "");
        return BigInteger.Parse(whole + places.PadRight(Places, '0'), CultureInfo.InvariantCulture);
    }

    private static void InManyWorlds(Action<Random> check)
    {
        for (var seed = 0; seed < (LongRun.Asked ? 100_000 : 2_000); seed++)
        {
            try
            {
                check(new Random(seed));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }
    }
}
