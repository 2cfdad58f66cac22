using System.Collections.Immutable;

namespace Guildhall.Server.Ui.Parts.Charts;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What stands under it.</param>
/// <param name="Parts">Stacked from zero, in the order of the series: positive ones upwards, negative ones downwards.</param>
/// <param name="Words">What it says when it is pointed at.</param>
public sealed record ChartBar(string Label, ImmutableArray<decimal> Parts, string Words);

/// <summary>A part of a bar as a rectangle.</summary>
/// <param name="Series">From 1.</param>
internal readonly record struct ChartRectangle(int Series, double X, double Y, double Width, double Height);
