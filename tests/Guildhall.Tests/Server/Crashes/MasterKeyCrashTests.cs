using System.Diagnostics;
using Guildhall.App.Secrets;
using Guildhall.Tests.Server.Cli;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>The change of the master key killed before and after the database is changed: afterwards one key opens everything, and it is the one that the settings name. security.md S-17.</summary>
[Trait("Ring", "Crash")]
public sealed class MasterKeyCrashTests : CommandTests
{
    private string KeyFile => Path.Combine(Folder, "keys", "other.key");

    [Theory]
    [InlineData("master-key.made", false)]
    [InlineData("master-key.rotated", true)]
    public async Task S17_A_change_that_is_cut_off_has_happened_whole_or_not_at_all(string point, bool happened)
    {
        MasterKeyFile.Make(KeyFile);
        Terminal.Environment.Remove("GUILDHALL_MASTER_KEY");
        Terminal.Environment["GUILDHALL_MASTER_KEY_FILE"] = KeyFile;
        Assert.True(await Terminal.RunAsync("key", "create", "--account", "111122223333", "--user", "ann", "--policy", "GuildhallBuyer") == 0, Terminal.Error);
        var before = (await Terminal.AnswerAsync("master-key", "show", "--json")).GetProperty("version").GetString();

        await KilledAsync(point);

        var after = await Terminal.AnswerAsync("master-key", "show", "--json");
        Assert.Equal((happened, 1, 0), (after.GetProperty("version").GetString() != before, after.GetProperty("secrets").GetInt32(), after.GetProperty("others").GetInt32()));
        Assert.Equal(after.GetProperty("version").GetString(), MasterKeyFile.Read(KeyFile).Value.Version.ToString());
        Assert.Equal(1, (await Terminal.AnswerAsync("master-key", "rotate", "--json")).GetProperty("secrets").GetInt32());
        Assert.Equal([KeyFile], Directory.GetFiles(Path.Combine(Folder, "keys")));
    }

    private async Task KilledAsync(string point)
    {
        var start = new ProcessStartInfo(GuildhallExecutable.Path, ["master-key", "rotate", "--data", Folder]) { RedirectStandardError = true, Environment = { ["GUILDHALL_FAULT"] = point, ["GUILDHALL_MASTER_KEY_FILE"] = KeyFile } };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, process.ExitCode);
    }
}
