using System.Collections.Immutable;

namespace Guildhall.Server.Ui.Parts.Charts;

/// <summary>Where the parts of stacked bars stand on a drawing of <see cref="Width"/> by <see cref="Height"/>.</summary>
internal sealed record BarDrawing(ImmutableArray<ImmutableArray<ChartRectangle>> Bars, ImmutableArray<(decimal Value, double Y)> Ticks, double Zero)
{
    public const int Width = 560;
    public const int Height = 240;
    public const int Left = 64;
    public const int Right = Width - 12;
    public const int Top = 12;
    public const int Bottom = 216;

    private const int MostTicks = 5;
    private const int MostLabels = 12;
    private const double WidestBar = 40;

    private double Slot => (double)(Right - Left) / Math.Max(1, Bars.Length);

    /// <summary>The middle of a bar's place.</summary>
    public double Middle(int bar) => Left + (Slot * (bar + 0.5));

    /// <summary>Whether a bar has its label: where there are many, every second, third or so.</summary>
    public bool IsLabelled(int bar) => bar % Labelled == 0;

    /// <summary>Whether it has its label also where there is little room: every second that has one.</summary>
    public bool IsSparse(int bar) => bar % (2 * Labelled) == 0;

    private int Labelled => (Bars.Length + MostLabels - 1) / MostLabels;

    public static BarDrawing Of(IReadOnlyList<ChartBar> bars)
    {
        var (low, high) = (bars.Select(b => b.Parts.Where(p => p < 0).Sum()).DefaultIfEmpty().Min(), bars.Select(b => b.Parts.Where(p => p > 0).Sum()).DefaultIfEmpty().Max());
        var step = Step(high - low);
        var (first, last) = (decimal.Floor(low / step), decimal.Ceiling(high / step));
        if (first == last) last++;
        var slot = (double)(Right - Left) / Math.Max(1, bars.Count);
        var width = Math.Min(slot * 0.7, WidestBar);
        var drawn = bars.Select((bar, place) => Rectangles(bar, Left + (slot * (place + 0.5)) - (width / 2), width, Y)).ToImmutableArray();
        ImmutableArray<(decimal, double)> ticks = [.. Enumerable.Range((int)first, (int)(last - first) + 1).Select(n => (n * step, Y(n * step)))];
        return new BarDrawing(drawn, ticks, Y(0));

        double Y(decimal value) => Bottom - ((double)((value / step) - first) / (double)(last - first) * (Bottom - Top));
    }

    /// <summary>1, 2 or 5 times a power of ten, so that there are at most <see cref="MostTicks"/> steps.</summary>
    internal static decimal Step(decimal range)
    {
        if (range <= 0) return 1;
        var step = 0.01m;
        for (var factor = 0; range / step > MostTicks; factor++) step *= factor % 3 == 1 ? 2.5m : 2;
        return step;
    }

    private static ImmutableArray<ChartRectangle> Rectangles(ChartBar bar, double x, double width, Func<decimal, double> y)
    {
        var rectangles = ImmutableArray.CreateBuilder<ChartRectangle>();
        var (up, down) = (0m, 0m);
        for (var part = 0; part < bar.Parts.Length; part++)
        {
            var value = bar.Parts[part];
            if (value == 0) continue;
            var from = value > 0 ? up : down;
            if (value > 0) up += value;
            else down += value;
            var (one, other) = (y(from), y(from + value));
            rectangles.Add(new ChartRectangle(part + 1, x, Math.Min(one, other), width, Math.Max(Math.Abs(one - other), 0.5)));
        }

        return rectangles.ToImmutable();
    }
}
