using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.Server.Demo;
using Guildhall.Server.Hosting;

namespace Guildhall.Server.Cli;

/// <summary>Commands that work beside a running server, as ordinary clients of its database (decisions.md 9).</summary>
internal static class Beside
{
    /// <summary>Opens the installation, runs the command on it, and ends it.</summary>
    public static async Task<int> RunAsync(Call call, Func<Installation, Task<int>> command, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        using var logs = LoggerFactory.Create(Running.Logging);
        var known = OfDemo(settings.Value, call);
        var installation = await Opening.OpenBesideAsync(known, call.Folder, OwnIdentity.Keys(known, call.Environment), logs, cancellation);
        if (installation.Refused) return call.Refused(installation.Problems);
        await using var opened = installation.Value;
        return await command(opened);
    }

    /// <summary>Commands on a demo's folder use its simulated AWS (contract.md 3).</summary>
    public static Settings OfDemo(Settings settings, Call call) =>
        settings.AwsEndpoint is null && DemoGuide.Read(call.Folder) is { } guide ? settings with { AwsEndpoint = new Uri(guide.AwsUrl) } : settings;
}
