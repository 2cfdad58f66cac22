using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class AwsJsonTests(ToyServer server) : IDisposable
{
    private readonly HttpClient client = server.Client("organizations");

    [Theory]
    [InlineData("/", "application/x-amz-json-1.1")]
    [InlineData("/aws", "application/x-amz-json-1.0")]
    [InlineData("/aws/", "application/x-amz-json-1.1")]
    public async Task An_operation_is_called_by_its_target_and_answered_in_the_version_asked_in(string path, string type)
    {
        var (answer, body) = await SendAsync(path, "Toy_v1.ListThings", """{"MaxResults":5}""", type);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("\"MaxResults\":5", body, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Success_without_output_has_an_empty_body()
    {
        var (answer, body) = await SendAsync("/", "Toy_v1.StartThing", "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(body);
    }

    [Fact]
    public async Task An_error_of_organizations_spells_its_text_with_a_capital_and_carries_its_members()
    {
        var (answer, body) = await SendAsync("/", "Toy_v1.FailThing", "{}");
        var json = JsonElement.Parse(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("ResourceNotFoundException", json.GetProperty("__type").GetString());
        Assert.Equal("ResourceNotFoundException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal("There is no such <thing>.", json.GetProperty("Message").GetString());
        Assert.Equal("GONE", json.GetProperty("Reason").GetString());
    }

    [Theory, InlineData("Toy_v1.NoSuchThing"), InlineData("Toy_v2.ListThings"), InlineData(""), InlineData("ListThings")]
    public async Task S07_An_unknown_target_is_an_unknown_operation(string target)
    {
        var (answer, body) = await SendAsync("/", target, "{}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UnknownOperationException", body, StringComparison.Ordinal);
    }

    [Theory, InlineData("/ListThings"), InlineData("/other")]
    public async Task S01_A_target_on_another_path_is_never_two_operations(string path)
    {
        var (answer, body) = await SendAsync(path, "Toy_v1.ListThings", "{}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("UnknownOperationException", body, StringComparison.Ordinal);
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("""{"a":1,"a":2}""")]
    public async Task F61_A_malformed_body_is_a_serialization_error(string malformed)
    {
        var (answer, body) = await SendAsync("/", "Toy_v1.ListThings", malformed);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("SerializationException", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        var (answer, body) = await SendAsync("/", "Toy_v1.ListThings", "{}", "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("SerializationException", body, StringComparison.Ordinal);
    }

    public void Dispose() => client.Dispose();

    private async Task<(HttpResponseMessage Answer, string Body)> SendAsync(
        string path, string target, string body, string type = "application/x-amz-json-1.1")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
