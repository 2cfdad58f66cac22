using System.Text.Json.Nodes;
using Guildhall.Tests.Clients;

namespace Guildhall.Tests.Server.Demo;

/// <summary>The executable, running <c>demo</c> on the folder <c>data</c> of a folder of its own, as a newcomer runs it.</summary>
public sealed class DemoProcess : IAsyncLifetime
{
    private ChildProcess? _running;

    /// <summary>Where the newcomer stands.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("demo-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public string GuideFile => Path.Combine(Data, "demo.json");

    /// <summary>What demo.json says.</summary>
    public JsonNode Guide => JsonNode.Parse(File.ReadAllText(GuideFile))!;

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the demo and waits until it is ready.</summary>
    public async Task StartAsync(params string[] arguments)
    {
        _running = Run(["demo", "--port", "0", "--aws-port", "0", .. arguments]);
        while (!File.Exists(GuideFile))
        {
            if (_running.HasEnded) Assert.Fail((await _running.EndAsync()).ErrorText);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends the demo as an operator does.</summary>
    internal Task<Ended> TerminateAsync() => _running!.TerminateAsync();

    /// <summary>Runs another command beside the demo, on its data folder.</summary>
    internal async Task<Ended> CommandAsync(params string[] arguments)
    {
        await using var command = Run(arguments);
        return await command.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null) await _running.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private ChildProcess Run(IEnumerable<string> arguments) =>
        ChildProcess.Start(GuildhallExecutable.Path, arguments, Folder, new Dictionary<string, string?> { ["DOTNET_ROOT"] = GuildhallExecutable.DotnetRoot, ["GUILDHALL_DATA"] = null, ["GUILDHALL_SCREENSHOTS"] = null });
}
