using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>What a member's value must be.</summary>
internal abstract class Rule
{
    /// <summary>Adds what is wrong with the value.</summary>
    public abstract void Check(JsonElement value, Findings findings);

    protected static bool Is(JsonElement value, JsonValueKind kind, string word, Findings findings)
    {
        if (value.ValueKind == kind) return true;
        findings.Add($"must be {word}.");
        return false;
    }
}

/// <summary>Any value within the general bounds: members that this version does not know are kept (E.4).</summary>
internal sealed class AnyRule : Rule
{
    private const int MostItems = 10_000;

    public static AnyRule Instance { get; } = new();

    public override void Check(JsonElement value, Findings findings)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length > TextRule.Longest) findings.Add($"must have at most {TextRule.Longest:N0} characters.");
        else if (value.ValueKind == JsonValueKind.Array) CheckItems(value, findings);
        else if (value.ValueKind == JsonValueKind.Object) CheckMembers(value, findings);
    }

    private void CheckItems(JsonElement value, Findings findings)
    {
        if (value.GetArrayLength() > MostItems) findings.Add($"must have at most {MostItems:N0} items.");
        foreach (var item in value.EnumerateArray()) Check(item, findings);
    }

    private void CheckMembers(JsonElement value, Findings findings)
    {
        foreach (var member in value.EnumerateObject()) Check(member.Value, findings);
    }
}

/// <summary>True or false.</summary>
internal sealed class FlagRule : Rule
{
    public override void Check(JsonElement value, Findings findings)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) findings.Add("must be true or false.");
    }
}

/// <summary>A number of a range; whole numbers only where so said.</summary>
internal sealed class NumberRule(double least, double most, bool whole) : Rule
{
    public override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.Number, "a number", findings)) return;
        var fits = value.TryGetDouble(out var number) && number >= least && number <= most && (!whole || number == Math.Floor(number));
        if (!fits) findings.Add($"must be {(whole ? "a whole number" : "a number")} from {least} to {most}.");
    }
}

/// <summary>A list, each item by the same rule.</summary>
internal sealed class ListRule(Rule item, int most, int least = 0) : Rule
{
    public override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.Array, "a list", findings)) return;
        var count = value.GetArrayLength();
        if (count < least || count > most) findings.Add(least == 0 ? $"must have at most {most:N0} items." : $"must have {least:N0} to {most:N0} items.");
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            findings.Enter(index);
            item.Check(element, findings);
            findings.Leave();
        }
    }
}

/// <summary>An object whose members all follow one rule, such as prices by dimension.</summary>
internal sealed class MapRule(Rule member, int most) : Rule
{
    private const int LongestName = 4_096;

    public override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.Object, "an object", findings)) return;
        if (value.GetPropertyCount() > most) findings.Add($"must have at most {most:N0} members.");
        foreach (var entry in value.EnumerateObject())
        {
            findings.Enter(entry.Name);
            if (entry.Name.Length is 0 or > LongestName || string.IsNullOrWhiteSpace(entry.Name)) findings.Add($"must have a name of 1 to {LongestName:N0} characters.");
            member.Check(entry.Value, findings);
            findings.Leave();
        }
    }
}
