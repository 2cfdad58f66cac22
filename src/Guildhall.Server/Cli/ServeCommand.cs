using System.CommandLine;
using Guildhall.Server.Hosting;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall serve</c>: the product. contract.md 2.</summary>
internal static class ServeCommand
{
    public static Command Make() => new("serve", "Run the marketplace") { SettingOption.Urls, SettingOption.Database, SettingOption.Connection, SettingOption.AwsEndpoint };

    public static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        if (ListeningRules.Check(settings.Value) is { IsEmpty: false } problems) return call.Refused(problems);
        var held = call.Folder.Lock("serve");
        if (held.Refused) return call.Refused(held.Problems);
        using var folder = held.Value;
        using var logs = LoggerFactory.Create(Running.Logging);
        var installation = await Opening.BeginAsync(settings.Value, call.Folder, OwnIdentity.Keys(settings.Value, call.Environment), logs, cancellation);
        if (installation.Refused) return call.Refused(installation.Problems);
        await using var host = GuildhallHost.Build(
            installation.Value, Opening.HostOf(settings.Value, Running.Logging), [.. settings.Value.Urls]);
        await host.StartAsync(cancellation);
        // Asked before the address is told: from then on being told to stop is the good end.
        var nobody = !await installation.Value.People.AnyAsync(cancellation);
        foreach (var url in EdgeLimits.PlainBeyondLoopback(settings.Value.Urls)) await call.Streams.Error.WriteLineAsync($"Warning: {url} is plain http: others on the network can read it.");
        await call.Streams.Error.WriteLineAsync($"Guildhall answers at {string.Join(", ", host.Urls)}. Ctrl-C ends it.");
        if (nobody)
            await call.Streams.Error.WriteLineAsync($"Nobody signs in here yet. Open {host.Urls.First()}/set-up; from another machine with the code {installation.Value.FirstRun.Code.Reveal()}");
        await Running.GiveBackMemoryAsync(cancellation);
        await Running.UntilToldToStopAsync(cancellation);
        using var limit = new CancellationTokenSource(Running.StopLimit);
        await host.StopAsync(limit.Token);
        return ExitCode.Done;
    }
}
