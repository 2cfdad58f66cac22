using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Guildhall.Tests.Clients;

namespace Guildhall.Tests.App.Organizations;

/// <summary>A <c>moto_server</c> on a free loopback port: an imitation of AWS that we did not write. aws-operations.md G.</summary>
internal sealed class MotoServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<string> _said = new();

    private MotoServer(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Starts it, or skips the test where it is not installed.</summary>
    public static async Task<MotoServer> StartAsync()
    {
        ChildProcess.Need("moto_server");
        var port = FreePort();
        var start = new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        var server = new MotoServer(process, new Uri($"http://127.0.0.1:{port}"));
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => server._said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await server.AnswersAsync();
        return server;
    }

    /// <summary>A call of AWS Organizations; moto does not check signatures, it only looks at which service is meant.</summary>
    public async Task<JsonElement> CallAsync(string operation, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = JsonContent.Create(input, input.GetType(), new("application/x-amz-json-1.1"), JsonSerializerOptions.Default) };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{operation}: {body} {string.Join('\n', _said.TakeLast(20))}");
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswersAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(Url, "/moto-api/"), TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException) when (attempt < 600 && !_process.HasExited)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
