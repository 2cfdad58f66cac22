using Guildhall.App.Secrets;

namespace Guildhall.Tests.Server.Cli;

/// <summary>Tests of commands, each with an empty data folder and a master key of its own.</summary>
public abstract class CommandTests : IDisposable
{
    protected CommandTests() => Terminal = new(new Dictionary<string, string> { ["GUILDHALL_DATA"] = Folder, ["GUILDHALL_MASTER_KEY"] = MasterKey.Make().ToBase64() });

    protected string Folder { get; } = Directory.CreateTempSubdirectory("guildhall-").FullName;

    private protected Terminal Terminal { get; }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
