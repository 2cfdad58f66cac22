using Guildhall.Domain;
using Guildhall.Server.Edge;

namespace Guildhall.Tests.Server.Edge;

public sealed class EdgeTests
{
    [Fact]
    public async Task S42_S45_Every_answer_carries_the_headers_that_keep_a_browser_from_rendering_it()
    {
        var headers = await HeadersAsync(_ => { });

        Assert.Equal(
            ["default-src 'none'; frame-ancestors 'none'", "no-store", "nosniff", "same-origin", "same-origin"],
            new[] { "Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy" }
                .Select(name => headers[name]));
        Assert.DoesNotContain("Strict-Transport-Security", headers.Keys);
    }

    [Fact]
    public async Task An_answer_keeps_the_headers_it_set_itself()
    {
        var headers = await HeadersAsync(response => response.Headers.CacheControl = "max-age=60");

        Assert.Equal("max-age=60", headers["Cache-Control"]);
    }

    [Fact]
    public async Task Every_call_has_one_id_and_takes_none_from_outside()
    {
        var headers = await HeadersAsync(_ => { });

        Assert.Equal("00000000-0000-4000-8000-000000000000", headers["X-Request-Id"]);
    }

    [Fact]
    public async Task The_id_is_the_one_that_the_call_ended_up_with()
    {
        var headers = await HeadersAsync(response => response.HttpContext.TraceIdentifier = "given-by-the-dispatcher");

        Assert.Equal("given-by-the-dispatcher", headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData("/?actor=%00", 400)]
    [InlineData("/?%1f=a", 400)]
    [InlineData("/?note=one%0D%0Atwo%09three", 200)]
    public async Task F62_A_query_with_control_characters_is_refused_before_anybody_reads_it(string address, int status)
    {
        await using var server = await SmallServer.StartAsync(app =>
        {
            app.UseCleanQueries();
            app.Run(context => context.Response.WriteAsync("x"));
        });

        Assert.Equal(status, (int)(await server.Client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<Dictionary<string, string>> HeadersAsync(Action<HttpResponse> answer)
    {
        await using var server = await SmallServer.StartAsync(app =>
        {
            app.UseRequestId(new Zeroes());
            app.UseResponseHeaders();
            app.Run(context =>
            {
                answer(context.Response);
                return context.Response.WriteAsync("x");
            });
        });
        server.Client.DefaultRequestHeaders.Add("X-Request-Id", "mine");
        var response = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        return response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
    }

    private sealed class Zeroes : IdSource
    {
        public override void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
