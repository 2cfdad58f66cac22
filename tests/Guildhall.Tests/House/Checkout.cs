namespace Guildhall.Tests.House;

/// <summary>The checkout that the tests run from.</summary>
internal static class Checkout
{
    /// <summary>The full path of its root, the folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of <paramref name="path"/>, which is relative to the root.</summary>
    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>The C# files under <paramref name="folder"/>, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> CSharpFiles(string folder) =>
        Directory.EnumerateFiles(At(folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Guildhall.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
