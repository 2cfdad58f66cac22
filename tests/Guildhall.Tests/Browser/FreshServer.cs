using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Guildhall.App.Secrets;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Guildhall.Tests.Clients;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Crashes;

namespace Guildhall.Tests.Browser;

/// <summary>The product as an operator starts it for the first time: nothing linked, nobody who signs in; an AWS that waits to be linked.</summary>
internal sealed partial class FreshServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fresh-").FullName;
    private readonly MasterKey _key = MasterKey.Make();
    private readonly SimulatedAwsServer _aws;
    private GuildhallProcess? _guildhall;

    private FreshServer()
    {
        var options = new SimulationOptions { DataFile = Path.Combine(_folder, "aws.db"), Seed = 7, AccountQuota = 1_000 };
        _aws = SimulatedAwsServer.Build(options, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        World = HallWorld.Plant(_aws.World);
    }

    public HallWorld World { get; }

    /// <summary>Where people reach it who do not sit at the machine.</summary>
    public string Url => $"http://{Chromium.Far}:{new Uri(_guildhall!.Url).Port}";

    public static async Task<FreshServer> StartAsync()
    {
        var server = new FreshServer();
        await server._aws.StartAsync(TestContext.Current.CancellationToken);
        server._guildhall = await GuildhallProcess.ServeAsync(server._folder, server._key, "--aws-endpoint", server._aws.Urls.First());
        return server;
    }

    /// <summary>The code that stands on the console, as soon as it does.</summary>
    public async Task<string> CodeAsync()
    {
        while (true)
        {
            if (SetUpCode().Match(_guildhall!.Said) is { Success: true } found) return found.Groups[1].Value;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs a command beside the server; it must end well.</summary>
    public async Task CommandAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["GUILDHALL_MASTER_KEY"] = _key.ToBase64(),
            ["GUILDHALL_AWS_SECRET"] = World.Aws.SecretAccessKey,
            ["GUILDHALL_AWS_ENDPOINT"] = _aws.Urls.First(),
        };
        await using var command = ChildProcess.Start(GuildhallExecutable.Path, [.. arguments, "--data", _folder], _folder, environment);
        var ended = await command.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ErrorText);
    }

    /// <summary>A catalogue of a few products, as a file to import.</summary>
    public async Task<string> CatalogueAsync()
    {
        await using var command = ChildProcess.Start(GuildhallExecutable.Path, ["catalog", "generate", "--products", "20", "--seed", "1"], _folder);
        var file = Path.Combine(_folder, "catalogue.jsonl");
        await File.WriteAllTextAsync(file, (await command.EndAsync()).Output, TestContext.Current.CancellationToken);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        if (_guildhall is not null) await _guildhall.DisposeAsync();
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"with the code (\S+)\s")]
    private static partial Regex SetUpCode();
}
