using System.Runtime.CompilerServices;

namespace Guildhall.Tests;

/// <summary>
/// The public test vectors that live outside the repository: the folder named by <c>GUILDHALL_TEST_DATA</c> (or its <c>data</c> folder),
/// else <c>../shared/data</c> beside the repository's root. Tests that need a file which is not there are skipped, and counted.
/// </summary>
internal static class TestData
{
    private static readonly string? Root = Candidates().FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "sigv4")));

    /// <summary>The full path of a file or folder such as <c>sigv4/server-cases.json</c>; skips the test when it is absent.</summary>
    public static string Find(string relative)
    {
        var path = FindOrNull(relative);
        if (path is null)
            Assert.Skip("Test data '" + relative + "' is not here; set GUILDHALL_TEST_DATA.");
        return path;
    }

    /// <summary>The full path, or null when it is absent: for theories, which list their rows before they can skip.</summary>
    public static string? FindOrNull(string relative) =>
        Root is not null && Path.Combine(Root, relative) is var path && Path.Exists(path) ? path : null;

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("GUILDHALL_TEST_DATA") is { Length: > 0 } given)
            return [given, Path.Combine(given, "data")];
        // A worktree lies one folder deeper than the repository.
        var root = RepositoryRoot();
        return [Path.Combine(root, "..", "shared", "data"), Path.Combine(root, "..", "..", "shared", "data")];
    }

    private static string RepositoryRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
