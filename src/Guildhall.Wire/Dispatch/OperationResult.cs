using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace Guildhall.Wire.Dispatch;

/// <summary>What an operation answers: a body for its protocol, nothing, or an error.</summary>
public abstract record OperationResult
{
    /// <summary>No output members: nothing in JSON 1.x, <c>{}</c> in rest-json, only metadata in Query.</summary>
    public static OperationResult Empty { get; } = new EmptyResult();

    /// <summary>A JSON document made from a value by source-generated metadata.</summary>
    public static OperationResult Json<T>(T value, JsonTypeInfo<T> type) => new JsonResult(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>A JSON document that is bytes already.</summary>
    public static OperationResult Utf8(ReadOnlyMemory<byte> json) => new JsonResult(json);

    /// <summary>A JSON document written by hand, the outermost braces included.</summary>
    public static OperationResult Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return new JsonResult(buffer.WrittenMemory);
    }

    /// <summary>Query protocol: the members of the result, as children of <paramref name="result"/>; namespace and envelope are added.</summary>
    public static OperationResult Xml(XElement result) => new XmlResult(result);

    /// <summary>A refusal.</summary>
    public static OperationResult Error(WireError error) => new ErrorResult(error);

    /// <summary>A refusal.</summary>
    public static implicit operator OperationResult(WireError error) => new ErrorResult(error);
}

/// <summary>A JSON document as UTF-8.</summary>
public sealed record JsonResult(ReadOnlyMemory<byte> Document) : OperationResult;

/// <summary>The members of a Query result.</summary>
public sealed record XmlResult(XElement Result) : OperationResult;

/// <summary>Success without output.</summary>
public sealed record EmptyResult : OperationResult;

/// <summary>A refusal.</summary>
public sealed record ErrorResult(WireError Refusal) : OperationResult;
