using System.Net;
using System.Text;
using System.Text.Json;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class RestJsonTests(ToyServer server) : IDisposable
{
    private readonly HttpClient client = server.Client();

    [Theory, InlineData("/ListThings"), InlineData("/aws/ListThings"), InlineData("//ListThings"), InlineData("/aws/./ListThings")]
    public async Task An_operation_is_called_by_its_path_with_and_without_prefix(string path)
    {
        var (answer, json) = await SendAsync(HttpMethod.Post, path, """{"Name":"Zoë"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("Zoë", json.GetProperty("Echo").GetProperty("Name").GetString());
        Assert.Equal("tester", json.GetProperty("Principal").GetString());
    }

    [Fact]
    public async Task Every_answer_has_its_own_request_id()
    {
        var (first, _) = await SendAsync(HttpMethod.Post, "/ListThings", "{}");
        var (second, _) = await SendAsync(HttpMethod.Post, "/NoSuchThing", "{}");
        using var page = await server.Unsigned().GetAsync("/some/page", TestContext.Current.CancellationToken);

        var ids = new[] { first, second, page }.Select(answer => Guid.Parse(answer.Headers.GetValues("x-amzn-RequestId").Single()));
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Theory, InlineData("id=a%20b%2Bc", "a b+c"), InlineData("id=a+b", "a+b"), InlineData("id=%E6%9D%B1", "東"), InlineData("id", "")]
    public async Task A_query_parameter_is_decoded_as_it_was_signed(string query, string expected)
    {
        var (answer, json) = await SendAsync(HttpMethod.Get, "/DescribeThing?" + query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, json.GetString());
    }

    [Theory, InlineData("id=1&id=2"), InlineData("id=%FF"), InlineData("id=%00"), InlineData("id=%C0%AF")]
    public async Task F62_A_query_with_two_readings_is_refused(string query)
    {
        var (answer, json) = await SendAsync(HttpMethod.Get, "/DescribeThing?" + query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("ValidationException", json.GetProperty("__type").GetString());
    }

    [Fact]
    public async Task An_error_has_its_name_in_header_and_body_and_its_own_status()
    {
        var (answer, json) = await SendAsync(HttpMethod.Post, "/FailThing", "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("ResourceNotFoundException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal("""{"__type":"ResourceNotFoundException","message":"There is no such \u003Cthing\u003E.","Reason":"GONE"}""", json.GetRawText());
    }

    [Fact]
    public async Task Success_without_output_is_an_empty_object()
    {
        var (answer, json) = await SendAsync(HttpMethod.Post, "/StartThing", "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("{}", json.GetRawText());
    }

    [Theory, InlineData("/NoSuchThing"), InlineData("/ListThings/"), InlineData("/List%54hings"), InlineData("/awsListThings")]
    public async Task S07_A_signed_call_of_an_unknown_path_is_an_unknown_operation(string path)
    {
        var (answer, json) = await SendAsync(HttpMethod.Post, path, "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("UnknownOperationException", json.GetProperty("__type").GetString());
    }

    [Theory, InlineData("GET"), InlineData("PUT"), InlineData("HEAD"), InlineData("OPTIONS")]
    public async Task Another_method_on_a_known_path_is_405(string method)
    {
        using var answer = await server.Unsigned().SendAsync(new(new(method), "/ListThings"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    [Theory, InlineData("/ListThings"), InlineData("/aws/ListThings")]
    public async Task S07_An_unsigned_call_gets_the_missing_token_error_and_never_a_page(string path)
    {
        using var answer = await server.Unsigned().PostAsync(path, new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task Everything_else_goes_to_the_pages()
    {
        Assert.Equal("page /some/page ", await server.Unsigned().GetStringAsync("/some/page", TestContext.Current.CancellationToken));
        Assert.Equal("page / ", await server.Unsigned().GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("""{"a":1,"a":2}"""), InlineData("{} {}"), InlineData("""{"a":"\uD800"}""")]
    public async Task F61_A_malformed_body_is_a_validation_error(string body)
    {
        var (answer, json) = await SendAsync(HttpMethod.Post, "/ListThings", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("ValidationException", json.GetProperty("__type").GetString());
    }

    public void Dispose() => client.Dispose();

    private async Task<(HttpResponseMessage Answer, JsonElement Json)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        // The client would tidy the path; AWS's own clients do not.
        var request = new HttpRequestMessage(method, new Uri(
            client.BaseAddress + path[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }
}
