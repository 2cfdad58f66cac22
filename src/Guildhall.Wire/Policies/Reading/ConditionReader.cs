using System.Text.Json;
using Guildhall.Wire.Policies.Conditions;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Reads the <c>Condition</c> element.</summary>
internal sealed class ConditionReader(bool variables, PolicyErrors errors)
{
    private const string NullName = "Null";
    private const string ForAll = "ForAllValues:";
    private const string ForAny = "ForAnyValue:";
    private const string IfExists = "IfExists";

    public Condition[] Read(string path, JsonElement element) =>
        [.. errors.Members(path, element, StringComparer.Ordinal).SelectMany(member => ReadOperator(member.Path, member.Name, member.Value))];

    private IEnumerable<Condition> ReadOperator(string path, string name, JsonElement keys)
    {
        if (name == NullName)
            return ReadKeys(path, keys, ConditionOperator.Truth, (key, tests) => new NullCondition(key, tests));

        var (set, bare) = SetOf(name);
        var ifExists = bare.EndsWith(IfExists, StringComparison.Ordinal);
        if (ConditionOperator.Find(ifExists ? bare[..^IfExists.Length] : bare) is { } found)
            return ReadKeys(path, keys, found.Read, (key, tests) => new ValueCondition(key, tests, found.Negated, set, ifExists));

        errors.Add(path, "is not a condition operator");
        return [];
    }

    private static (ValueSet Set, string Bare) SetOf(string name)
    {
        if (name.StartsWith(ForAll, StringComparison.Ordinal))
            return (ValueSet.All, name[ForAll.Length..]);
        return name.StartsWith(ForAny, StringComparison.Ordinal) ? (ValueSet.Any, name[ForAny.Length..]) : (ValueSet.Single, name);
    }

    private IEnumerable<Condition> ReadKeys(
        string path, JsonElement keys, Func<string, bool, ReadTest> read, Func<string, ValueTest[], Condition> make)
    {
        foreach (var (inner, key, values) in errors.Members(path, keys, StringComparer.OrdinalIgnoreCase))
        {
            if (key.Length == 0)
                errors.Add(path, "has a key without a name");
            yield return make(key, [.. ReadTests(inner, values, read)]);
        }
    }

    private IEnumerable<ValueTest> ReadTests(string path, JsonElement values, Func<string, bool, ReadTest> read)
    {
        foreach (var (inner, value) in errors.Items(path, values))
        {
            if (TextOf(inner, value) is not { } text)
                continue;
            var (test, fault) = read(text, variables);
            if (test is not null)
                yield return test;
            else
                errors.Add(inner, fault!);
        }
    }

    /// <summary>Numbers and truth values may stand without quotation marks (IAM's grammar).</summary>
    private string? TextOf(string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.String)
            return value.GetString();
        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return value.GetRawText();
        errors.Add(path, "must be a string, a number, true or false");
        return null;
    }
}
