using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Secrets;

/// <summary>
/// Text that must not be seen: its string form, its JSON form and its debugger view are <c>***</c>. Only <see cref="Reveal"/> gives the text.
/// security.md S-18.
/// </summary>
[DebuggerDisplay("***")]
[JsonConverter(typeof(Mask))]
public sealed class Secret(string text)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text = text;

    /// <summary>The text itself. The caller hands it to what needs it and keeps it nowhere.</summary>
    public string Reveal() => _text;

    public override string ToString() => "***";

    private sealed class Mask : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A secret is a string."));

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue("***");
    }
}
