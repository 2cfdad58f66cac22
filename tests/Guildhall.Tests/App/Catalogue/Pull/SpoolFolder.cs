using Guildhall.App.Catalogue.Pull;
using Guildhall.Domain;

namespace Guildhall.Tests.App.Catalogue.Pull;

/// <summary>A folder of its own with the spool of a pull, opened again and again.</summary>
public sealed class SpoolFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spool-").FullName;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static PullOrigin Origin { get; } = new("https://discovery.example.com", new AccountId("111122223333"));

    public string File => Path.Combine(_folder, "pulls", "spool.jsonl");

    internal async Task<PullSpool> OpenAsync(PullOrigin? origin = null, bool anew = false, DateTimeOffset? now = null)
    {
        var opened = await PullSpool.OpenAsync(File, origin ?? Origin, anew, now ?? Noon, TestContext.Current.CancellationToken);
        return opened.Value;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
