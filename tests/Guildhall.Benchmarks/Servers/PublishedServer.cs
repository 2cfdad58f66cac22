using System.Diagnostics;

namespace Guildhall.Benchmarks.Servers;

/// <summary>The product as it is shipped: published, compiled ahead of time as the web project says. Goes away with this object.</summary>
internal sealed class PublishedServer : IDisposable
{
    private const string Solution = "Guildhall.slnx";
    private readonly string _folder = Directory.CreateTempSubdirectory("guildhall-published-").FullName;

    public string Binary => Path.Combine(_folder, "Guildhall");

    public static async Task<PublishedServer> MakeAsync()
    {
        var published = new PublishedServer();
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Root(), "src", "Guildhall.Server"), "-c", "Release", "-v", "quiet", "-nologo", "-o", published._folder])
        {
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? published : throw new InvalidOperationException(said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The checkout that this program was built in.</summary>
    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution))) folder = folder.Parent ?? throw new InvalidOperationException($"There is no {Solution} above this program.");
        return folder.FullName;
    }
}
