using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>AWS JSON 1.1 as its caller: <c>POST /</c>, the operation in <c>X-Amz-Target</c>. aws-operations.md A.1.</summary>
internal sealed class JsonApi(AwsConnection connection, AwsService service, string targetPrefix)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/x-amz-json-1.1");

    public Task<CloudAnswer<TOut>> CallAsync<TIn, TOut>(
        string operation,
        TIn input,
        JsonTypeInfo<TIn> inputShape,
        JsonTypeInfo<TOut> outputShape,
        CancellationToken cancellationToken)
        where TOut : class => connection.CallAsync(Call(operation, input, inputShape), answer => Read(answer.Span, outputShape, operation), cancellationToken);

    /// <summary>The same for an operation that does something again when it is called again: whatever the answer is, it is not repeated.</summary>
    public Task<CloudAnswer<TOut>> CallOnceAsync<TIn, TOut>(
        string operation,
        TIn input,
        JsonTypeInfo<TIn> inputShape,
        JsonTypeInfo<TOut> outputShape,
        CancellationToken cancellationToken)
        where TOut : class => connection.CallOnceAsync(Call(operation, input, inputShape), answer => Read(answer.Span, outputShape, operation), cancellationToken);

    private AwsCall Call<TIn>(string operation, TIn input, JsonTypeInfo<TIn> inputShape)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, inputShape);
        return new AwsCall(service, operation, Request, ErrorReading.FromJson);

        HttpRequestMessage Request(Uri endpoint)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = ContentType;
            var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
            request.Headers.TryAddWithoutValidation("X-Amz-Target", $"{targetPrefix}.{operation}");
            return request;
        }
    }

    /// <summary>An operation without output answers nothing at all or an empty object.</summary>
    internal static CloudAnswer<TOut> Read<TOut>(ReadOnlySpan<byte> body, JsonTypeInfo<TOut> shape, string operation)
        where TOut : class
    {
        try
        {
            var given = body.IsEmpty && typeof(TOut) == typeof(Nothing) ? "{}"u8 : body;
            return JsonSerializer.Deserialize(given, shape) is { } value ? value : CloudProblem.Garbled($"The answer to {operation} is null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return CloudProblem.Garbled($"The answer to {operation} is not the JSON it should be.");
        }
    }
}

/// <summary>The output of operations that have none.</summary>
internal sealed record Nothing;
