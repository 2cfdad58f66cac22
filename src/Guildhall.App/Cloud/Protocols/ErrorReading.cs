using System.Buffers;
using System.Text.Json;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>Finds the error in an answer of the JSON services. aws-operations.md A.1: the name may stand in the header or in the body.</summary>
internal static class ErrorReading
{
    private const int LongestName = 128;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._");

    public static AwsError FromJson(OutboundAnswer.Answered answer)
    {
        var header = Header(answer, "x-amzn-ErrorType");
        var (type, message, reason) = Body(answer.Body);
        return new AwsError(answer.Status, Name(header ?? type ?? ""), message, reason, Header(answer, "x-amzn-RequestId"));
    }

    public static string? Header(OutboundAnswer.Answered answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The bare name: AWS may put a namespace before it and an address behind it.</summary>
    private static string Name(string type)
    {
        var name = type.AsSpan()[(type.LastIndexOf('#') + 1)..];
        var colon = name.IndexOf(':');
        name = (colon < 0 ? name : name[..colon]).Trim();
        return name.Length <= LongestName && name.IndexOfAnyExcept(Letters) < 0 ? name.ToString() : "";
    }

    /// <summary>What the body says; nothing when it is no JSON, or its text no Unicode.</summary>
    private static (string? Type, string? Message, string? Reason) Body(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, UntrustedJson.Reading);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return default;
            return (Text(root, "__type"), Text(root, "Message") ?? Text(root, "message"), Text(root, "Reason") ?? Text(root, "reason"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
