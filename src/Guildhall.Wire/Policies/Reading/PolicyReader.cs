using System.Text.Json;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Reads the outermost elements of a policy.</summary>
internal static class PolicyReader
{
    private const string VersionWithVariables = "2012-10-17";
    private const string OldVersion = "2008-10-17";

    public static PolicyParse Read(string json, PolicyKind kind)
    {
        var errors = new PolicyErrors();
        if (PolicyText.FindFault(json, kind) is { } fault)
        {
            errors.Add("", fault);
            return new PolicyParse.Refused(errors.All);
        }

        var statements = ReadJson(json, kind, errors);
        return errors.All.Count == 0
            ? new PolicyParse.Accepted(new PolicyDocument(kind, statements))
            : new PolicyParse.Refused(errors.All);
    }

    private static IReadOnlyCollection<Statement> ReadJson(string json, PolicyKind kind, PolicyErrors errors)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadDocument(document.RootElement, kind, errors);
        }
        catch (JsonException fault)
        {
            errors.Add("", $"is not valid JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}");
            return [];
        }
    }

    private static IReadOnlyCollection<Statement> ReadDocument(JsonElement root, PolicyKind kind, PolicyErrors errors)
    {
        var version = OldVersion;
        (string Path, JsonElement Value)? statement = null;
        foreach (var (path, name, value) in errors.Members("", root, StringComparer.Ordinal))
        {
            switch (name)
            {
                case "Version":
                    version = ReadVersion(path, value, errors);
                    break;
                case "Id":
                    errors.Text(path, value);
                    break;
                case "Statement":
                    statement = (path, value);
                    break;
                default:
                    errors.Add(path, "is not an element of a policy");
                    break;
            }
        }

        if (statement is { } found)
            return ReadStatements(found.Path, found.Value, new StatementReader(kind, version == VersionWithVariables, errors));
        if (root.ValueKind == JsonValueKind.Object)
            errors.Add("", "needs the element Statement");
        return [];

        IReadOnlyCollection<Statement> ReadStatements(string path, JsonElement value, StatementReader reader) =>
            [.. errors.Items(path, value).Select(item => reader.Read(item.Path, item.Value)).OfType<Statement>()];
    }

    private static string ReadVersion(string path, JsonElement value, PolicyErrors errors)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is VersionWithVariables or OldVersion)
            return value.GetString()!;
        errors.Add(path, $"must be {VersionWithVariables} or {OldVersion}");
        return OldVersion;
    }
}
