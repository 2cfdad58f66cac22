using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>AWS rest-json as its caller, as far as Guildhall needs it: <c>POST</c> to the operation's path, everything in the body.</summary>
internal sealed class RestJsonApi(AwsConnection connection, AwsService service)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json");

    /// <param name="path">The operation's path without the leading slash, of plain letters.</param>
    public Task<CloudAnswer<TOut>> PostAsync<TIn, TOut>(
        string operation, string path, TIn input, JsonTypeInfo<TIn> inputShape, JsonTypeInfo<TOut> outputShape, CancellationToken cancellationToken)
        where TOut : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, inputShape);
        var call = new AwsCall(service, operation, Request, ErrorReading.FromJson);
        return connection.CallAsync(call, answer => JsonApi.Read(answer.Span, outputShape, operation), cancellationToken);

        HttpRequestMessage Request(Uri endpoint) =>
            new(HttpMethod.Post, new Uri(endpoint, path)) { Content = new ByteArrayContent(body) { Headers = { ContentType = ContentType } } };
    }
}
