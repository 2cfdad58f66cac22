using System.CommandLine;
using Guildhall.App.Upkeep.Backups;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall backup FILE</c>: an archive of the database, made while servers run.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("file") { Description = "The archive to make; it must not exist", HelpName = "FILE" };

    public static Command Make() => new("backup", "Make an archive of the database, while servers may run") { Target, SettingOption.Database, SettingOption.Connection };

    public static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        var file = call.Given.GetValue(Target)!;
        var made = await Backup.MakeAsync(settings.Value, call.Folder, file, TimeProvider.System.GetUtcNow(), cancellation);
        return made.Refused
            ? call.Refused(made.Problems)
            : call.Done(made.Value, $"The backup is '{file}'. The master key is not in it: keep a copy of that somewhere else.");
    }
}
