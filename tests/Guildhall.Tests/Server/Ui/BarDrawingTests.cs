using Guildhall.Server.Ui.Parts.Charts;

namespace Guildhall.Tests.Server.Ui;

public sealed class BarDrawingTests
{
    [Theory]
    [InlineData(0.03, 0.01)]
    [InlineData(9, 2)]
    [InlineData(11, 5)]
    [InlineData(51, 20)]
    [InlineData(1_000_000, 200_000)]
    public void Steps_are_one_two_or_five_times_a_power_of_ten(double range, double step) => Assert.Equal((decimal)step, BarDrawing.Step((decimal)range));

    /// <summary>Heights are to each other as values are, positive parts stand on zero, negative ones hang from it, and all are within the drawing.</summary>
    [Fact]
    public void Parts_are_as_high_as_their_values()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var bars = Enumerable.Range(0, random.Next(1, 40)).Select(n => new ChartBar($"{n}", [random.Next(-20, 200), random.Next(-5, 100)], "")).ToList();
            var drawn = BarDrawing.Of(bars);
            var unit = (drawn.Ticks[0].Y - drawn.Ticks[^1].Y) / (double)(drawn.Ticks[^1].Value - drawn.Ticks[0].Value);
            foreach (var (bar, parts) in bars.Zip(drawn.Bars))
            {
                Assert.Equal(bar.Parts.Count(p => p != 0), parts.Length);
                Assert.All(parts, p => Assert.Equal(Math.Max(0.5, Math.Abs((double)bar.Parts[p.Series - 1]) * unit), p.Height, 6));
                Assert.All(parts, p => Assert.True(bar.Parts[p.Series - 1] > 0 ? p.Y + p.Height <= drawn.Zero + 0.6 : p.Y >= drawn.Zero - 0.6));
                Assert.All(parts, p => Assert.InRange(p.Y, BarDrawing.Top - 0.6, BarDrawing.Bottom + 0.6));
                Assert.All(parts, p => Assert.InRange(p.X, BarDrawing.Left, BarDrawing.Right - p.Width));
            }

            Assert.InRange(Enumerable.Range(0, bars.Count).Count(drawn.IsLabelled), 1, 12);
        }
    }

    [Fact]
    public void A_chart_of_nothing_has_an_axis() => Assert.Equal([0m, 1m], BarDrawing.Of([new ChartBar("now", [0, 0], "")]).Ticks.Select(t => t.Value));
}
