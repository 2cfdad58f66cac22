namespace Guildhall.App.Cloud;

/// <summary>How often an operation may be called: a bucket of <paramref name="Burst"/> calls that fills with <paramref name="PerSecond"/>.</summary>
public sealed record CallRate(double PerSecond, double Burst);
