using Guildhall.App.Billing.Reading.Csv;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>The places of cells that vectors find are those that a slow, obvious reader finds. performance.md 4.</summary>
public sealed class CellEndsTests
{
    private const int Cases = 4_000;

    [Fact]
    public void Whatever_this_processor_does_best_equals_the_slow_reader() => Check((ends, text) => ends.Find(text));

    [Fact]
    public void Blocks_of_512_bits_equal_the_slow_reader() => Check<Block512, CarryLessParity>();

    [Fact]
    public void Blocks_of_256_bits_equal_the_slow_reader() => Check<Block256, CarryLessParity>();

    [Fact]
    public void Blocks_of_128_bits_equal_the_slow_reader() => Check<Block128, CarryLessParity>();

    [Fact]
    public void Without_vectors_it_equals_the_slow_reader() => Check<BlockScalar, ShiftedParity>();

    [Fact]
    public void Shifts_find_the_quotes_that_products_find()
    {
        Assert.SkipUnless(CarryLessParity.IsSupported, "This processor has no product without carries.");
        var random = new Random(3);
        for (var i = 0; i < Cases; i++)
        {
            var bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            Assert.Equal(ShiftedParity.Prefix(bits), CarryLessParity.Prefix(bits));
        }
    }

    [Fact]
    public void When_there_is_no_room_it_stops_and_says_how_far_it_came()
    {
        var text = Enumerable.Repeat((byte)',', 1_000).Append((byte)'\n').ToArray();
        var ends = new CellEnds(most: 100);

        ends.Find(text);

        Assert.InRange(ends.Seen, 100, 164);
        Assert.Equal(Enumerable.Range(0, ends.Seen), ends.Ends.ToArray());
    }

    private static void Check<TBlock, TParity>()
        where TBlock : IBlock
        where TParity : IParity
    {
        Assert.SkipUnless(TBlock.IsSupported && TParity.IsSupported, "This processor has no such vectors.");
        Check((ends, text) => ends.Find<TBlock, TParity>(text));
    }

    /// <summary>Many commas, quotes and line ends, and few; lengths around the multiples of 64.</summary>
    private static void Check(Action<CellEnds, byte[]> find)
    {
        var random = new Random(11);
        var ends = new CellEnds();
        for (var i = 0; i < Cases; i++)
        {
            var letters = i % 3 == 0 ? ",\"\n\r a"u8 : i % 3 == 1 ? ",,,,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"\""u8 : "aaaaaaaaaaaaaaaaaaaaaaaaaaa,,\"\n\u00ff"u8;
            var text = new byte[random.Next(0, 400)];
            foreach (ref var letter in text.AsSpan()) letter = letters[random.Next(letters.Length)];
            if (i % 7 == 0) random.NextBytes(text);
            var slow = SlowCsv.Cut(text);

            find(ends, text);

            Assert.Equal(text.Length, ends.Seen);
            Assert.Equal(slow.Ends, ends.Ends.ToArray());
            Assert.Equal(slow.Rows, ends.Rows.ToArray());
            Assert.Equal(slow.Misplaced, ends.Misplaced.ToArray());
        }
    }
}
