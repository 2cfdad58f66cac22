using System.Globalization;
using System.Text;
using Guildhall.Tests.Wire.Signing;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>The 101 whole requests once more, byte by byte through a socket, Kestrel and the request authenticator.</summary>
public sealed class ServerCaseSocketTests(ServerCaseSocketTests.Verdicts verdicts) : IClassFixture<ServerCaseSocketTests.Verdicts>
{
    public static TheoryData<string> Ids => ServerCases.Ids;

    [Theory, MemberData(nameof(Ids))]
    public async Task S01_A_whole_request_gets_its_verdict_through_a_socket(string id)
    {
        var one = ServerCases.Get(id);
        verdicts.Clock.Now = one.Now;

        var answer = await RawHttp.SendAsync(verdicts.Port, Bytes(one));

        Assert.Equal(200, answer.Status);
        Assert.Equal(one.Expected, answer.Body);
    }

    private static byte[] Bytes(ServerCase one)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{one.Method} {one.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in one.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {one.Body.Length}\r\nConnection: close\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. one.Body];
    }

    /// <summary>A server that answers with the verdict alone; its clock is that of the case.</summary>
    public sealed class Verdicts : IAsyncLifetime
    {
        private WebApplication? app;

        internal FixedClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

        internal int Port { get; private set; }

        public async ValueTask InitializeAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            app = builder.Build();
            var authenticator = new RequestAuthenticator(
                new(ServerCases.Keys, Clock, new() { Regions = new HashSet<string> { "us-east-1" } }), new DispatchOptions());
            app.Run(async context =>
            {
                var found = await authenticator.AuthenticateAsync(context, "aws-marketplace", null, context.RequestAborted);
                var verdict = found is Authentication.Refused refused ? refused.Failure.ToString()! : "accept";
                context.Response.ContentLength = verdict.Length;
                await context.Response.WriteAsync(verdict);
            });
            await app.StartAsync();
            Port = new Uri(app.Urls.Single()).Port;
        }

        public ValueTask DisposeAsync() => app?.DisposeAsync() ?? default;
    }
}
