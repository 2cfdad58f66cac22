using System.ComponentModel;
using System.Diagnostics;
using Guildhall.Tests.House;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>Runs a script that needs botocore; exit code 3 says that it is not installed, which skips the test.</summary>
internal static class Python
{
    /// <summary>The lines printed by a script, whose path is relative to this project.</summary>
    public static async Task<string[]> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Checkout.At("tests/Guildhall.Tests/" + script), .. arguments]) { RedirectStandardOutput = true };
        using var python = Start(start);
        Assert.SkipWhen(python is null, "There is no python3 here.");
        var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(python.ExitCode == 3, "python3 has no botocore that knows these services.");
        Assert.Equal(0, python.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
