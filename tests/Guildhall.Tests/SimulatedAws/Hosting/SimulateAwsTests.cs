using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Guildhall.SimulatedAws.Hosting;

namespace Guildhall.Tests.SimulatedAws.Hosting;

/// <summary>The command simulate-aws (contract.md 2, 6).</summary>
public sealed class SimulateAwsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guildhall-simulate-");

    private string Guide => Path.Combine(_folder.FullName, "simulated-aws.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_guide_tells_address_and_keys_and_a_restart_keeps_them()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Equal(["url", "standalone", "management"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["accountId", "email", "accessKeyId", "secretAccessKey"], first.GetProperty("standalone").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["accountId", "email", "accessKeyId", "secretAccessKey", "organizationId", "rootId"],
            first.GetProperty("management").EnumerateObject().Select(member => member.Name));
        foreach (var account in new[] { "standalone", "management" })
            Assert.Equal(first.GetProperty(account).ToString(), second.GetProperty(account).ToString());
    }

    [Fact]
    public async Task The_guide_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await RunAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Guide).UnixFileMode);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_before_anything_is_written()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var error = new StringWriter();

        var code = await SimulateAws.RunAsync(
            _folder.FullName,
            [$"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"],
            TimeProvider.System,
            RandomNumberGenerator.Create(),
            error,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Contains("in use", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_second_simulation_on_the_same_data_is_refused()
    {
        using var stop = new CancellationTokenSource();
        var running = StartAsync(TextWriter.Null, stop.Token);
        await WaitForGuideAsync(running);
        using var error = new StringWriter();

        Assert.Equal(1, await StartAsync(error, stop.Token));
        Assert.Contains("Another process", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Guide));

        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    private async Task<JsonElement> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var running = StartAsync(TextWriter.Null, stop.Token);
        await WaitForGuideAsync(running);
        var guide = JsonElement.Parse(await File.ReadAllBytesAsync(Guide, TestContext.Current.CancellationToken));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(guide.GetProperty("url").GetString() + "/_simulation/calls"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        return guide;
    }

    private Task<int> StartAsync(TextWriter error, CancellationToken stop) =>
        SimulateAws.RunAsync(_folder.FullName, ["http://127.0.0.1:0"], TimeProvider.System, RandomNumberGenerator.Create(), error, stop);

    private async Task WaitForGuideAsync(Task running)
    {
        while (!File.Exists(Guide) && !running.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
