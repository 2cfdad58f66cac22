using System.Text.Json;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>
/// The members of a request. A reader gets usable values to the end; the first thing that was wrong with them is in
/// <see cref="Fault"/> and is looked at once, before anything is done.
/// </summary>
internal sealed class JsonInput(JsonElement members)
{
    /// <summary>The first fault found so far, or null.</summary>
    public WireError? Fault { get; private set; }

    /// <summary>A member that must be there; empty when it is not or breaks its rule.</summary>
    public string Text(string name, TextRule rule)
    {
        if (OptionalText(name, rule) is { } text) return text;
        Blame(Refusals.Invalid("INPUT_REQUIRED", $"The member {name} is missing."));
        return "";
    }

    public string? OptionalText(string name, TextRule rule) => Find(name) is { } value ? Read(value, name, rule) : null;

    /// <summary>A member that must be there and must be one of the words.</summary>
    public string Word(string name, params ReadOnlySpan<string> words) => OptionalWord(name, words) ?? Text(name, new TextRule(1, 128));

    public string? OptionalWord(string name, params ReadOnlySpan<string> words) => Find(name) is { } value ? ReadWord(value, name, words) : null;

    /// <summary>A list of words; null when absent.</summary>
    public IReadOnlyList<string>? Words(string name, params ReadOnlySpan<string> words)
    {
        if (Items(name) is not { } items) return null;
        var read = new List<string>();
        foreach (var item in items) read.Add(ReadWord(item, name, words));
        return read;
    }

    /// <summary>A whole number within its bounds; null when absent or at fault.</summary>
    public int? Number(string name, int minimum, int maximum)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number)) Blame(WrongType(name, "a whole number"));
        else if (number < minimum) Blame(Refusals.Invalid("MIN_VALUE_EXCEEDED", $"The member {name} must be at least {minimum}."));
        else if (number > maximum) Blame(Refusals.Invalid("MAX_VALUE_EXCEEDED", $"The member {name} must be at most {maximum}."));
        else return number;
        return null;
    }

    /// <summary>The items of a list member; null when absent or no list.</summary>
    public IReadOnlyList<JsonElement>? Items(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray()];
        Blame(WrongType(name, "a list"));
        return null;
    }

    /// <summary>A structure's members, with a fault of their own; null when absent or no structure.</summary>
    public JsonInput? Structure(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new JsonInput(value);
        Blame(WrongType(name, "a structure"));
        return null;
    }

    /// <summary>A text as it came, whatever its form; null when absent or no text. For deciding who may call, before anything is checked.</summary>
    public string? Raw(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The same of a structure's member.</summary>
    public string? Raw(string structure, string name) => Find(structure) is { ValueKind: JsonValueKind.Object } value ? new JsonInput(value).Raw(name) : null;

    /// <summary>Whether the member is there, whatever it is.</summary>
    public bool Has(string name) => Find(name) is not null;

    public string Read(JsonElement value, string name, TextRule rule)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Blame(WrongType(name, "a text"));
            return "";
        }

        var text = value.GetString()!;
        if (rule.Check(text) is not { } fault) return text;
        Blame(BrokenRules.Of(fault, name, rule));
        return "";
    }

    public void Blame(WireError refusal) => Fault ??= refusal;

    private static WireError WrongType(string name, string expected) => new("SerializationException", $"The member {name} must be {expected}.");

    private string ReadWord(JsonElement value, string name, ReadOnlySpan<string> words)
    {
        var word = Read(value, name, new TextRule(0, int.MaxValue));
        if (!words.Contains(word)) Blame(Refusals.Invalid("INVALID_ENUM", $"The member {name} must be one of {string.Join(", ", words!)}."));
        return word;
    }

    private JsonElement? Find(string name) =>
        members.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
