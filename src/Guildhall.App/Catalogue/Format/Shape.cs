using System.Collections.Frozen;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>A member of a shape.</summary>
/// <param name="Required">Whether a complete record must have it.</param>
internal sealed record Member(string Name, Rule Rule, bool Required = false);

/// <summary>An object with known members. Unknown ones are kept within the general bounds.</summary>
internal sealed class Shape(params Member[] members) : Rule
{
    private readonly FrozenDictionary<string, Rule> _rules = members.ToFrozenDictionary(m => m.Name, m => m.Rule, StringComparer.Ordinal);

    public IEnumerable<string> Required { get; } = [.. members.Where(m => m.Required).Select(m => m.Name)];

    public bool Knows(string member) => _rules.ContainsKey(member);

    /// <summary>Checks a nested object: what is required must be there.</summary>
    public override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.Object, "an object", findings)) return;
        CheckMembers(value, findings, mayClear: false);
        foreach (var name in Required)
        {
            if (!value.TryGetProperty(name, out _)) findings.Add($"lacks {name}.");
        }
    }

    /// <summary>Checks the members that are there. With <paramref name="mayClear"/>, null stands for "clear this" (E.4).</summary>
    public void CheckMembers(JsonElement value, Findings findings, bool mayClear)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (mayClear && member.Value.ValueKind == JsonValueKind.Null) continue;
            findings.Enter(member.Name);
            _rules.GetValueOrDefault(member.Name, AnyRule.Instance).Check(member.Value, findings);
            findings.Leave();
        }
    }
}
