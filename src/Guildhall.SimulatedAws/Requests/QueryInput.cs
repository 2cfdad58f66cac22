using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>The fields of a form. A reader gets usable values to the end; the first fault is looked at once, before anything is done.</summary>
internal sealed class QueryInput(WireForm form)
{
    /// <summary>The first fault found so far, or null.</summary>
    public WireError? Fault { get; private set; }

    /// <summary>A field that must be there; empty when it is not or breaks its rule.</summary>
    public string Text(string name, TextRule rule)
    {
        if (OptionalText(name, rule) is { } text) return text;
        Blame($"The field {name} is missing.");
        return "";
    }

    public string? OptionalText(string name, TextRule rule)
    {
        if (form[name] is not { } text) return null;
        if (rule.Check(text) is { } fault) Blame(Words(fault, name, rule));
        return text;
    }

    /// <summary>A field that must be there and must be one of the words.</summary>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        var word = Text(name, new TextRule(0, int.MaxValue));
        if (!words.Contains(word)) Blame($"The field {name} must be one of {string.Join(", ", words!)}.");
        return word;
    }

    /// <summary>A whole number within its bounds; null when absent or at fault.</summary>
    public int? Number(string name, int minimum, int maximum)
    {
        if (form[name] is not { } text) return null;
        if (int.TryParse(text, out var number) && number >= minimum && number <= maximum) return number;
        Blame($"The field {name} must be a whole number from {minimum} to {maximum}.");
        return null;
    }

    /// <summary>A field as it came; null when absent.</summary>
    public string? Raw(string name) => form[name];

    public bool Has(string name) => form[name] is not null;

    public void Blame(string message) => Fault ??= new WireError("ValidationError", message, 400);

    private static string Words(TextFault fault, string name, TextRule rule) => fault switch
    {
        TextFault.TooShort => $"The field {name} must have at least {rule.Min} characters.",
        TextFault.TooLong => $"The field {name} may have at most {rule.Max} characters.",
        TextFault.WrongPattern => $"The field {name} does not have the required form.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
