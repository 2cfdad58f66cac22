using System.Net;
using System.Text;
using System.Text.Json;
using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>Smithy RPC v2 in CBOR. storefront-and-procurement.md G.5.</summary>
public sealed class CborProtocolTests(ToyServer server) : IDisposable
{
    private readonly HttpClient client = server.Client();

    [Theory, InlineData(""), InlineData("/aws")]
    public async Task An_operation_is_called_by_its_path_and_answered_in_CBOR(string prefix)
    {
        var (answer, body) = await SendAsync(prefix + "/service/ToyService/operation/ListThings", """{"MaxResults":5}""");

        Assert.Equal((HttpStatusCode.OK, "application/cbor", "rpc-v2-cbor"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("smithy-protocol").Single()));
        Assert.Equal(("tester", 5), (body.GetProperty("Principal").GetString(), body.GetProperty("Echo").GetProperty("MaxResults").GetInt32()));
    }

    [Fact]
    public async Task An_error_is_a_map_with_its_type()
    {
        var (answer, body) = await SendAsync("/service/ToyService/operation/FailThing", "{}");
        Assert.Equal((HttpStatusCode.BadRequest, "ResourceNotFoundException", "GONE"), (answer.StatusCode, body.GetProperty("__type").GetString(), body.GetProperty("Reason").GetString()));
        (answer, body) = await SendAsync("/service/ToyService/operation/BreakThing", "{}");
        Assert.Equal((HttpStatusCode.InternalServerError, "ToyErrorException"), (answer.StatusCode, body.GetProperty("__type").GetString()));
    }

    [Fact]
    public async Task F61_A_malformed_body_and_another_content_type_are_serialization_errors()
    {
        Assert.Equal("SerializationException", (await SendAsync("/service/ToyService/operation/ListThings", new byte[] { 0xa1 })).Body.GetProperty("__type").GetString());
        Assert.Equal("SerializationException", (await SendAsync("/service/ToyService/operation/ListThings", "{}", "application/json")).Body.GetProperty("__type").GetString());
    }

    public void Dispose() => client.Dispose();

    private Task<(HttpResponseMessage Answer, JsonElement Body)> SendAsync(string path, string json, string type = "application/cbor") =>
        SendAsync(path, CborText.FromJson(Encoding.UTF8.GetBytes(json), new HashSet<string>()).ToArray(), type);

    private async Task<(HttpResponseMessage Answer, JsonElement Body)> SendAsync(string path, byte[] cbor, string type = "application/cbor")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(cbor) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.TryAddWithoutValidation("smithy-protocol", "rpc-v2-cbor");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer, JsonElement.Parse(CborText.ToJson(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!.Value.Span));
    }
}
