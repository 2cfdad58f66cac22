using System.Net;
using Guildhall.App.Secrets;
using Guildhall.App.Upkeep;
using Guildhall.Server.Health;

namespace Guildhall.Tests.Server.Health;

public sealed class HealthEndpointsTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    private readonly Readiness _readiness = new();

    [Theory]
    [InlineData(PartState.Ready, HttpStatusCode.OK, "ready")]
    [InlineData(PartState.Degraded, HttpStatusCode.OK, "degraded")]
    [InlineData(PartState.NotReady, HttpStatusCode.ServiceUnavailable, "not ready")]
    public async Task S66_Readiness_is_one_word_and_the_worst_of_the_parts(PartState state, HttpStatusCode status, string word)
    {
        _readiness.Report("store", PartState.Ready);
        _readiness.Report("organization", state);
        await using var server = await StartAsync();

        var answer = await server.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(word, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_is_not_ready_is_live()
    {
        _readiness.Report("store", PartState.NotReady);
        await using var server = await StartAsync();

        Assert.Equal("live", await server.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData(null, "Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", null, HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", "Bearer 0123456789abcdeF", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", "Basic 0123456789abcdef", HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef", "Bearer 0123456789abcdef", HttpStatusCode.OK)]
    public async Task S66_From_elsewhere_only_the_bearer_of_the_token_is_answered(string? token, string? authorization, HttpStatusCode status)
    {
        await using var server = await StartAsync(token, Elsewhere);
        if (authorization is not null) server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        var answer = await server.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task S66_What_a_proxy_on_this_machine_passes_on_is_not_from_this_machine()
    {
        await using var server = await StartAsync();
        server.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");

        var answer = await server.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Task<SmallServer> StartAsync(string? token = null, IPAddress? from = null) =>
        SmallServer.StartAsync(app => app.MapHealth(_readiness, new OperatorAccess(token is null ? null : new Secret(token))), from);
}
