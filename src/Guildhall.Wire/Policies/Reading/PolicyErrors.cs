using System.Text.Json;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Gathers what is wrong with a policy, and reads the shapes that its elements share.</summary>
internal sealed class PolicyErrors
{
    private readonly List<PolicyError> errors = [];

    public IReadOnlyList<PolicyError> All => errors;

    /// <param name="path">The element.</param>
    /// <param name="fault">The rest of the sentence, without its full stop.</param>
    public void Add(string path, string fault) => errors.Add(new PolicyError(path, $"{(path.Length == 0 ? "The policy" : path)} {fault}."));

    /// <summary>The members of an object, each name once; nothing when it is no object.</summary>
    public IEnumerable<(string Path, string Name, JsonElement Value)> Members(string path, JsonElement element, StringComparer names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(path, "must be a JSON object");
            yield break;
        }

        var seen = new HashSet<string>(names);
        foreach (var member in element.EnumerateObject())
        {
            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (seen.Add(member.Name))
                yield return (inner, member.Name, member.Value);
            else
                Add(inner, "appears more than once");
        }
    }

    /// <summary>A value or a list of at least one, each with its path.</summary>
    public IEnumerable<(string Path, JsonElement Value)> Items(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return [(path, element)];
        if (element.GetArrayLength() == 0)
            Add(path, "must not be empty");
        return element.EnumerateArray().Select((item, index) => ($"{path}[{index}]", item));
    }

    /// <summary>A string or a list of strings.</summary>
    public IEnumerable<(string Path, string Value)> Texts(string path, JsonElement element)
    {
        foreach (var (inner, item) in Items(path, element))
        {
            if (Text(inner, item) is { } text)
                yield return (inner, text);
        }
    }

    /// <summary>A string; null, and noted, when it is something else.</summary>
    public string? Text(string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            return element.GetString();
        Add(path, "must be a string");
        return null;
    }
}
