using System.Text.Json;
using Guildhall.Domain;

namespace Guildhall.App.Configuration;

/// <summary><c>guildhall.json</c>: one object; objects inside it add their name and a colon (<c>{"catalog":{"unknownProducts":"accept"}}</c>).</summary>
internal static class SettingsFile
{
    public const string Name = "guildhall.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Names and texts in the order of the file; none when there is no file. Refused when it is not such an object.</summary>
    public static Result<IReadOnlyList<GivenSetting>> Read(string path)
    {
        if (!File.Exists(path)) return Result([]);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? Result([.. Flatten("", document.RootElement)])
                : Problem.Malformed($"{Name}: the document is not an object.");
        }
        catch (JsonException problem)
        {
            return Problem.Malformed($"{Name}: not valid JSON in line {problem.LineNumber + 1}.");
        }
    }

    private static Result<IReadOnlyList<GivenSetting>> Result(IReadOnlyList<GivenSetting> settings) => new List<GivenSetting>(settings);

    private static IEnumerable<GivenSetting> Flatten(string prefix, JsonElement element) =>
        element.EnumerateObject().SelectMany(member => member.Value.ValueKind switch
        {
            JsonValueKind.Object => Flatten(prefix + member.Name + ":", member.Value),
            JsonValueKind.String => [new(prefix + member.Name, member.Value.GetString()!)],
            _ => (IEnumerable<GivenSetting>)[new(prefix + member.Name, member.Value.GetRawText())],
        });
}

/// <summary>A setting as somebody gave it.</summary>
internal sealed record GivenSetting(string Name, string Text);
