using System.CommandLine;
using Guildhall.App.Upkeep.Backups;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall restore FILE</c>: puts a backup's database in place. Refused while a server holds the data folder.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "An archive made by backup", HelpName = "FILE" };

    public static Command Make() => new("restore", "Put the database of a backup in place") { Source, SettingOption.Database, SettingOption.Connection };

    public static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        var held = call.Folder.Lock("restore");
        if (held.Refused) return call.Refused(held.Problems);
        using (held.Value)
        {
            var restored = await Restore.RunAsync(settings.Value, call.Folder, call.Given.GetValue(Source)!, TimeProvider.System.GetUtcNow(), cancellation);
            return restored.Refused
                ? call.Refused(restored.Problems)
                : call.Done(restored.Value, $"Restored the state of {restored.Value.MadeAt:u}. Everybody is signed out. Keys disabled after that are active again: disable them once more.");
        }
    }
}
