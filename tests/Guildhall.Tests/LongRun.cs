namespace Guildhall.Tests;

/// <summary>The long runs of <c>./check --long</c>, which sets <c>GUILDHALL_LONG=1</c>.</summary>
internal static class LongRun
{
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("GUILDHALL_LONG") == "1";
}
