using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Guildhall.Domain.Vending;

/// <summary>What a field of the form extension takes; their numbers are part of the stored form of orders.</summary>
public enum FieldKind
{
    Text,
    Number,
    Choice,
    Date,
    Checkbox,
}

/// <summary>A field of its own that the product asks a buyer for. vendor-integration.md 11.</summary>
/// <param name="Id">What programs call it; never changed, so that a program goes on when the label does.</param>
/// <param name="Label">What people read.</param>
public sealed partial record ProductField(string Id, string Label, FieldKind Kind)
{
    public const int LongestLabel = 64;

    public const int LongestHelp = 256;

    public const int MostChoices = 50;

    /// <summary>Of a checkbox: it has to be ticked.</summary>
    public bool Required { get; init; }

    public string? Help { get; init; }

    /// <summary>What is chosen among; empty for other kinds.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The key under which the answer is a tag of the account on AWS; null when it is none.</summary>
    public string? Tag { get; init; }

    /// <summary>Everything that is wrong with the field itself, in sentences that name it.</summary>
    public IEnumerable<string> Faults()
    {
        var name = Label.Length > 0 ? Label : Id;
        if (!IdForm().IsMatch(Id)) yield return $"{name}: an ID has 1 to 32 lower-case letters, digits and hyphens, and begins with a letter.";
        if (string.IsNullOrWhiteSpace(Label) || Label.Length > LongestLabel || Label.Any(Texts.Forbidden)) yield return $"{Id}: a label has 1 to 64 characters that can be seen.";
        if (!Enum.IsDefined(Kind)) yield return $"{name}: a kind is one of {string.Join(", ", Enum.GetNames<FieldKind>())}.";
        if (Help is { } help && (help.Length > LongestHelp || help.Any(Texts.Forbidden))) yield return $"{name}: a help text has at most 256 characters that can be seen.";
        foreach (var fault in ChoiceFaults(name)) yield return fault;
        if (Tag is { } tag && TagForm.FaultOfOthers(tag, "") is { } refused) yield return $"{name}: {refused}";
    }

    private IEnumerable<string> ChoiceFaults(string name)
    {
        if (Kind != FieldKind.Choice)
        {
            if (!Choices.IsEmpty) yield return $"{name}: only a choice has choices.";
            yield break;
        }

        if (Choices.Length is 0 or > MostChoices) yield return $"{name}: a choice has 1 to 50 choices.";
        if (Choices.Any(c => string.IsNullOrWhiteSpace(c) || c.Length > ProductAnswer.Longest || c.Any(Texts.Forbidden))) yield return $"{name}: each choice has 1 to 256 characters that can be seen.";
        if (Choices.Distinct(StringComparer.Ordinal).Count() != Choices.Length) yield return $"{name}: two choices are the same.";
        if (Tag is { } tag && Choices.Select(c => TagForm.Fault(tag, c)).FirstOrDefault(f => f is not null) is { } refused) yield return $"{name}: {refused}";
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex IdForm();
}
