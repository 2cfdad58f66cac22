using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Wire.Protocols;

/// <summary>
/// Reads JSON strictly: UTF-8 without byte order mark, depth 32, no name twice in one object, no lone surrogates, no NUL,
/// nothing after the document, an object outermost (F-61, F-62). An empty body counts as <c>{}</c>.
/// </summary>
public static class JsonBody
{
    private const int Depth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    /// <summary>The body of a call as an element; a refusal has the code of the call's protocol.</summary>
    public static JsonReading<JsonElement> Read(OperationCall call) => Read(call.Body.Span, Code(call));

    /// <summary>The body of a call as a value: unknown members are ignored (clients may be newer), wrong types are refused (G.2).</summary>
    public static JsonReading<T> Read<T>(OperationCall call, JsonTypeInfo<T> type) => Read(call.Body.Span, type, Code(call));

    /// <summary>A document as a value; a refusal has this code.</summary>
    public static JsonReading<T> Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, string errorCode)
    {
        var document = Read(utf8, errorCode);
        if (document.Error is { } error)
            return error;
        try
        {
            return document.Value.Deserialize(type)!;
        }
        catch (JsonException wrong)
        {
            return new WireError(errorCode, WrongType(wrong.Path));
        }
    }

    /// <summary>A document as an element; a refusal has this code.</summary>
    public static JsonReading<JsonElement> Read(ReadOnlySpan<byte> utf8, string errorCode)
    {
        if (utf8.IsEmpty)
            utf8 = "{}"u8;
        try
        {
            if (!Utf8.IsValid(utf8) || !JsonText.IsClean(utf8, Depth))
                return Malformed(errorCode);
            var document = JsonElement.Parse(utf8, Strict);
            return document.ValueKind == JsonValueKind.Object
                ? document
                : new WireError(errorCode, "The JSON document must be an object.");
        }
        catch (JsonException)
        {
            return Malformed(errorCode);
        }
    }

    private static string Code(OperationCall call) =>
        call.Operation.Protocol is Protocol.AwsJson or Protocol.RpcCbor ? "SerializationException" : "ValidationException";

    private static WireError Malformed(string errorCode) =>
        new(errorCode, "The body is not a JSON document in UTF-8 of at most 32 levels with each member once.");

    private static string WrongType(string? path) => path is { Length: > 2 }
        ? "The member '" + path[2..] + "' is missing a part or has the wrong type."
        : "The document lacks a member or has the wrong form.";
}
