using System.CommandLine;
using Guildhall.App.Upkeep;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall migrate</c>: brings the database to this version. Refused while a server holds the data folder.</summary>
internal static class MigrateCommand
{
    public static Command Make() => new("migrate", "Bring the database to this version") { SettingOption.Database, SettingOption.Connection };

    public static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        var held = call.Folder.Lock("migrate");
        if (held.Refused) return call.Refused(held.Problems);
        using (held.Value)
        {
            var applied = await Migration.RunAsync(settings.Value, call.Folder, cancellation);
            return call.Done(new { applied }, applied.Count == 0 ? "The database was up to date." : $"The database is up to date: {applied.Count} migrations.");
        }
    }
}
