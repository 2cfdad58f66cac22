using System.Runtime.InteropServices;

namespace Guildhall.Tests.Server;

/// <summary>The executable that tests start in a process of its own.</summary>
internal static class GuildhallExecutable
{
    /// <summary>That of the same build as these tests, or the published one that <c>CRASH_EXECUTABLE</c> names.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("CRASH_EXECUTABLE") ?? System.IO.Path.Combine(AppContext.BaseDirectory, "Guildhall");

    /// <summary>Where this runtime lies, for <c>DOTNET_ROOT</c>: <c>ROOT/shared/Microsoft.NETCore.App/VERSION/</c>.</summary>
    public static string DotnetRoot { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
