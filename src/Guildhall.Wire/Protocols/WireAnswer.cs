using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Protocols;

/// <summary>Writes results and errors as each protocol has them (security.md 3.5, storefront-and-procurement.md G).</summary>
internal sealed class WireAnswer(HttpContext context, DispatchOptions options)
{
    /// <summary>A result of an operation.</summary>
    public Task WriteAsync(Operation operation, OperationResult result) => result switch
    {
        ErrorResult(var error) => ErrorAsync(operation.Protocol, operation, error, TextMember(operation)),
        JsonResult(var json) when operation.Protocol == Protocol.RpcCbor => CborAsync(200, json, operation.Times),
        EmptyResult when operation.Protocol == Protocol.RpcCbor => CborAsync(200, "{}"u8.ToArray(), operation.Times),
        JsonResult(var json) => BytesAsync(200, JsonType(operation.Protocol), json),
        EmptyResult when operation.Protocol == Protocol.RestJson => BytesAsync(200, JsonType(operation.Protocol), "{}"u8.ToArray()),
        EmptyResult when operation.Protocol == Protocol.AwsJson => BytesAsync(200, JsonType(operation.Protocol), default),
        EmptyResult => XmlAsync(200, QueryXml.Response(operation, null, RequestIds.Of(context), options)),
        XmlResult(var members) => XmlAsync(200, QueryXml.Response(operation, members, RequestIds.Of(context), options)),
        _ => throw new InvalidOperationException("Unknown result " + result.GetType()),
    };

    /// <summary>A refusal before the operation's own logic.</summary>
    public Task RefuseAsync(Operation operation, WireError error) => ErrorAsync(operation.Protocol, operation, error);

    /// <summary>An unexpected failure; what went wrong stands in the log alone (S-64, S-65).</summary>
    public Task InternalErrorAsync(Operation? operation) => ErrorAsync(
        operation?.Protocol ?? Protocol.Query,
        operation,
        new(operation is null ? "InternalFailure" : options.InternalErrorCode(operation), "An internal error happened.", 500));

    /// <summary>A body that is too long or broke off; the connection ends (decisions 32).</summary>
    public Task BrokenBodyAsync(int status, Operation? operation = null)
    {
        context.Response.Headers.Connection = "close";
        return ErrorAsync(operation?.Protocol ?? Protocol.Query, operation, new("ValidationException", RequestBody.Words(status), status));
    }

    /// <summary>A request that could be read in two ways: 400, and the connection ends.</summary>
    public Task CloseAsync(string message)
    {
        context.Response.Headers.Connection = "close";
        return ErrorAsync(Protocol.RestJson, null, new("ValidationException", message, 400));
    }

    /// <summary>An operation that is not here (decisions 21).</summary>
    public Task UnknownOperationAsync(Protocol protocol) => protocol == Protocol.Query
        ? ErrorAsync(protocol, null, new("InvalidAction", "The action or version is not known here.", 400))
        : ErrorAsync(protocol, null, new("UnknownOperationException", "The operation is not known here."));

    /// <summary>The path of an operation, by another method.</summary>
    public Task MethodNotAllowedAsync(IEnumerable<string> allowed)
    {
        context.Response.Headers.Allow = string.Join(", ", allowed);
        return ErrorAsync(Protocol.RestJson, null, new("UnknownOperationException", "The operation is called by another method.", 405));
    }

    // Errors that any call can get are spelt alike everywhere; an operation's own follow its service's model (aws-operations.md A.1).
    private string TextMember(Operation operation) => options.CapitalMessageServices.Contains(operation.Service) ? "Message" : "message";

    private Task ErrorAsync(Protocol protocol, Operation? operation, WireError error, string textMember = "message")
    {
        var status = ErrorStatuses.Of(protocol, operation, error);
        if (error.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (protocol == Protocol.Query)
            return XmlAsync(status, QueryXml.Error(operation, error, status, RequestIds.Of(context), options));
        context.Response.Headers["x-amzn-ErrorType"] = error.Code;
        return protocol == Protocol.RpcCbor
            ? CborAsync(status, ErrorJson(error, textMember), FrozenSet<string>.Empty)
            : BytesAsync(status, JsonType(protocol), ErrorJson(error, textMember));
    }

    private static ReadOnlyMemory<byte> ErrorJson(WireError error, string textMember)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("__type", error.Code);
            json.WriteString(textMember, error.Message);
            foreach (var (name, value) in error.Members)
                json.WriteString(name, value);
            WriteFields(json, error.Fields);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<WireFault> fields)
    {
        if (fields.Count == 0)
            return;
        json.WriteStartArray("fields");
        foreach (var (name, message) in fields)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string JsonType(Protocol protocol) => ContentTypes.Answer(context.Request, protocol);

    private Task CborAsync(int status, ReadOnlyMemory<byte> json, IReadOnlySet<string> times)
    {
        context.Response.Headers["smithy-protocol"] = "rpc-v2-cbor";
        return BytesAsync(status, ContentTypes.Answer(context.Request, Protocol.RpcCbor), CborText.FromJson(json, times));
    }

    private Task XmlAsync(int status, XElement document)
    {
        var buffer = new MemoryStream();
        document.Save(buffer, SaveOptions.DisableFormatting);
        return BytesAsync(status, "text/xml", buffer.ToArray());
    }

    private Task BytesAsync(int status, string type, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
