using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>AWS rest-json as its caller, as far as Guildhall needs it: <c>POST</c> to the operation's path, everything in the body.</summary>
internal sealed class RestJsonApi(AwsConnection connection, AwsService service)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json");

    /// <param name="path">The operation's path without the leading slash, of plain letters, digits and hyphens.</param>
    public Task<CloudAnswer<TOut>> PostAsync<TIn, TOut>(
        string operation, string path, TIn input, JsonTypeInfo<TIn> inputShape, JsonTypeInfo<TOut> outputShape, CancellationToken cancellationToken)
        where TOut : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, inputShape);
        return connection.CallAsync(Call(operation, path, body), answer => JsonApi.Read(answer.Span, outputShape, operation), cancellationToken);
    }

    /// <summary>The same for answers that have no one shape, or are longer than others.</summary>
    /// <param name="body">The input as JSON.</param>
    /// <param name="read">Reads the body of a success.</param>
    public Task<CloudAnswer<TOut>> PostAsync<TOut>(
        string operation, string path, byte[] body, OutboundLimits limits, Func<ReadOnlyMemory<byte>, CloudAnswer<TOut>> read, CancellationToken cancellationToken)
        where TOut : class => connection.CallAsync(Call(operation, path, body) with { Limits = limits }, read, cancellationToken);

    private AwsCall Call(string operation, string path, byte[] body)
    {
        return new AwsCall(service, operation, Request, ErrorReading.FromJson);

        HttpRequestMessage Request(Uri endpoint) =>
            new(HttpMethod.Post, new Uri(endpoint, path)) { Content = new ByteArrayContent(body) { Headers = { ContentType = ContentType } } };
    }
}
