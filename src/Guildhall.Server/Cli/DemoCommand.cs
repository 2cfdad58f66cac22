using System.CommandLine;
using Guildhall.Domain;
using Guildhall.Server.Demo;
using Guildhall.Server.Hosting;
using Guildhall.SimulatedAws.Hosting;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall demo</c>: everything a newcomer needs, in one process. contract.md 1 to 3.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Where Guildhall listens", DefaultValueFactory = _ => 8080 };
    private static readonly Option<int> AwsPort = new("--aws-port") { Description = "Where the simulated AWS listens", DefaultValueFactory = _ => 8081 };
    private static readonly Option<int?> Products = new("--products") { Description = "Public products in the catalogue (default 300)" };
    private static readonly Option<int?> Accounts = new("--accounts") { Description = "Accounts of the organization (default 40)" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "The same seed gives the same demo (default 1)" };

    public static Command Make() => new("demo", "Run a marketplace to try, with a simulated AWS") { Port, AwsPort, Products, Accounts, Seed };

    public static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var settings = call.Settings();
        if (settings.Refused) return call.Refused(settings.Problems);
        int[] ports = [call.Given.GetValue(Port), call.Given.GetValue(AwsPort)];
        if (ports.FirstOrDefault(p => !Ports.IsFree(new Uri($"http://127.0.0.1:{p}"))) is not 0 and var taken)
            return call.Refused([Problem.Conflict("PORT_IN_USE", $"Port {taken} is in use; choose another with --port or --aws-port.")]);
        var held = call.Folder.Lock("demo");
        if (held.Refused) return call.Refused(held.Problems);
        using var folder = held.Value;
        DemoGuide.Remove(call.Folder);
        var asked = new DemoRequest(call.Given.GetValue(Products), call.Given.GetValue(Accounts), call.Given.GetValue(Seed));
        var started = await RunningDemo.StartAsync(call.Folder, settings.Value, asked, ports[0], ports[1], cancellation);
        if (started.Refused) return call.Refused(started.Problems);
        await using var demo = started.Value;
        await call.Streams.Error.WriteLineAsync(demo.Welcome);
        await Running.UntilToldToStopAsync(cancellation);
        DemoGuide.Remove(call.Folder);
        return ExitCode.Done;
    }
}
