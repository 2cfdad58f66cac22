using System.Net;
using System.Text;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Edge;

/// <summary>The edge of the whole server, behind a proxy that ends TLS.</summary>
public abstract class HallEdgeTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private static readonly (string Name, string Value)[] Wanted =
    [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ("Strict-Transport-Security", "max-age=31536000"),
    ];

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { PublicUrl = new Uri("https://guildhall.example.com") });

    protected override Task PrepareAsync() => Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);

    [Theory]
    [InlineData("/StartChangeSet")]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/events")]
    [InlineData("/nowhere/at/all")]
    public async Task S42_S45_Every_kind_of_answer_carries_the_headers(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Hall.Url) };
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");

        using var answer = path == "/StartChangeSet" ? await http.PostAsync(path, body, TestContext.Current.CancellationToken) : await http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.All(Wanted, header => Assert.StartsWith(header.Value, Assert.Single(answer.Headers.GetValues(header.Name)), StringComparison.Ordinal));
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task S35_Over_https_the_session_cookie_is_of_this_host_alone_and_secure_and_hidden_from_scripts()
    {
        var cookies = await SetCookiesAsync();

        var session = Assert.Single(cookies, cookie => cookie.StartsWith("__Host-guildhall=", StringComparison.Ordinal));
        Assert.Contains("; path=/", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", session, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(300 * 1024)]
    [InlineData(512 * 1024)]
    public async Task S09_A_form_before_the_sign_in_is_small(int length)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Hall.Url) };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", new string('a', length))]);

        using var answer = await http.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task F62_A_form_with_NUL_is_refused_and_breaks_nothing()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Hall.Url) };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "a\0b@example.com"), KeyValuePair.Create("password", "x")]);

        using var answer = await http.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Signs in by hand: the cookies are for https alone, and a test client does not send those over http.</summary>
    private async Task<IReadOnlyList<string>> SetCookiesAsync()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Hall.Url) };
        using var page = await http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = Browsing.TokenIn(html);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("email", "dana@example.com"), KeyValuePair.Create("password", Password)]),
        };
        request.Headers.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return [.. answer.Headers.GetValues("Set-Cookie")];
    }
}

public sealed class HallEdgeOnSqliteTests() : HallEdgeTests(null);

[Trait("Ring", "Postgres")]
public sealed class HallEdgeOnPostgresTests(PostgresServer server) : HallEdgeTests(new PostgresDatabase(server));
