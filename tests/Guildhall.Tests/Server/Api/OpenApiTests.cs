using System.Net;
using Microsoft.OpenApi;

namespace Guildhall.Tests.Server.Api;

/// <summary>The description of Guildhall's own API. contract.md 4.</summary>
public abstract class OpenApiTests(ApiHall fixture)
{
    [Fact]
    public async Task Anybody_may_read_the_description_and_it_is_valid()
    {
        var (document, problems) = await ReadAsync();

        Assert.Empty(problems);
        Assert.Equal("Guildhall", document.Info.Title);
        Assert.All(document.Paths.Values.SelectMany(p => p.Operations!.Values), operation =>
        {
            Assert.NotEmpty(operation.Summary!);
            Assert.NotNull((operation.Responses!.GetValueOrDefault("200") ?? operation.Responses!["201"]).Content!["application/json"].Schema);
        });
    }

    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        var (document, _) = await ReadAsync();
        var described = document.Paths.SelectMany(p => p.Value.Operations!.Keys.Select(method => $"{method} {p.Key}"));

        Assert.Equal(fixture.Hall.Host.ApiRoutes.Select(r => $"{r.Method} {r.Path}").Order(), described.Order());
    }

    [Fact]
    public async Task Every_route_says_that_it_may_be_refused_for_now_and_how_a_page_calls_it()
    {
        var (document, _) = await ReadAsync();

        Assert.All(document.Paths.SelectMany(p => p.Value.Operations!), operation =>
        {
            Assert.Contains("Retry-After", operation.Value.Responses!["429"].Headers!.Keys);
            Assert.Contains("Retry-After", operation.Value.Responses!["503"].Headers!.Keys);
            var bySession = (operation.Value.Security ?? document.Security)!.Single(way => way.Keys.Any(k => k.Reference.Id == "session"));
            Assert.Equal(operation.Key == HttpMethod.Get ? 1 : 2, bySession.Count);
        });
        Assert.Equal("X-Form-Token", document.Components!.SecuritySchemes!["formToken"].Name);
    }

    [Fact]
    public async Task Every_route_names_its_action()
    {
        var (document, _) = await ReadAsync();

        Assert.All(fixture.Hall.Host.ApiRoutes, route =>
            Assert.Contains($"Needs {route.Action}.", document.Paths[route.Path].Operations![new HttpMethod(route.Method)].Description!, StringComparison.Ordinal));
    }

    private async Task<(OpenApiDocument Document, IEnumerable<string> Problems)> ReadAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(fixture.Hall.Url + "/openapi/v1.json", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var read = OpenApiDocument.Parse(text, OpenApiConstants.Json);
        return (read.Document!, [.. read.Diagnostic!.Errors.Select(e => e.Message), .. read.Diagnostic.Warnings.Select(w => w.Message)]);
    }
}

public sealed class OpenApiOnSqliteTests(SqliteApiHall hall) : OpenApiTests(hall), IClassFixture<SqliteApiHall>;

[Trait("Ring", "Postgres")]
public sealed class OpenApiOnPostgresTests(PostgresApiHall hall) : OpenApiTests(hall), IClassFixture<PostgresApiHall>;
