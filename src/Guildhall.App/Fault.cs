namespace Guildhall.App;

/// <summary>
/// Named points at which a test may kill the process: <c>GUILDHALL_FAULT=name</c> or <c>name:n</c> for the n-th passing. security.md 8 (crash points).
/// Costs one static read when none is set.
/// </summary>
public static class Fault
{
    private static readonly string? Name;
    private static int _left;

    static Fault()
    {
        var setting = Environment.GetEnvironmentVariable("GUILDHALL_FAULT");
        if (string.IsNullOrEmpty(setting)) return;
        var parts = setting.Split(':');
        Name = parts[0];
        _left = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> would, when this point was chosen.</summary>
    public static void Point(string name)
    {
        if (Name is null || Name != name || Interlocked.Decrement(ref _left) != 0) return;
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
