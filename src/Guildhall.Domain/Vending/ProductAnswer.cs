using System.Globalization;

namespace Guildhall.Domain.Vending;

/// <summary>What a buyer answered to a field, with the field as it was asked: an order keeps it, whatever becomes of the form.</summary>
/// <param name="Id">The field's.</param>
/// <param name="Label">The field's, as it was then.</param>
/// <param name="Value">As it is stored: a number and a date in their one form, a checkbox <c>true</c> or <c>false</c>.</param>
/// <param name="Tag">The key under which it is a tag of the account; null when it is none.</param>
public sealed record ProductAnswer(string Id, string Label, FieldKind Kind, string Value, string? Tag)
{
    /// <summary>Characters of a text.</summary>
    public const int Longest = 256;

    /// <summary>In words.</summary>
    public string Shown => Kind != FieldKind.Checkbox ? Value : Value == "true" ? "Yes" : "No";

    /// <summary>What was typed, as an answer; null for none. Refused: what the field does not take, with a sentence; nothing, where something is required.</summary>
    public static Result<ProductAnswer?> Of(ProductField field, string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (field.Kind == FieldKind.Checkbox && text.Length == 0) text = "false";
        if (text.Length == 0) return field.Required ? Refused(field, $"{field.Label} is required.") : (Result<ProductAnswer?>)(ProductAnswer?)null;
        var read = Read(field, text);
        if (read.Refused) return read.Problems;
        if (field is { Kind: FieldKind.Checkbox, Required: true } && read.Value == "false") return Refused(field, $"{field.Label} has to be ticked.");
        if (field.Tag is { } tag && TagForm.Fault(tag, read.Value) is not null) return Refused(field, $"{field.Label} becomes a tag on AWS: letters, digits, blanks and _ . : / = + - @ only.");
        return new ProductAnswer(field.Id, field.Label, field.Kind, read.Value, field.Tag);
    }

    /// <summary>What problems call a field.</summary>
    public static string MemberOf(string id) => "fields." + id;

    private static Result<string> Read(ProductField field, string text) => field.Kind switch
    {
        FieldKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture) : Refused(field, $"{field.Label} is a number such as 12 or 1.5."),
        FieldKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : Refused(field, $"{field.Label} is a day such as 2027-03-31."),
        FieldKind.Choice => field.Choices.Contains(text, StringComparer.Ordinal) ? text : Refused(field, $"{field.Label} is one of: {string.Join(", ", field.Choices)}."),
        FieldKind.Checkbox => text is "true" or "on" ? "true" : text == "false" ? text : Refused(field, $"{field.Label} is true or false."),
        _ => text.Length > Longest ? Refused(field, $"{field.Label} has at most 256 characters.")
            : text.Any(Texts.Forbidden) ? Refused(field, $"{field.Label}: no control characters and no marks that cannot be seen.")
            : text,
    };

    private static Problem Refused(ProductField field, string sentence) => Problem.Malformed(sentence, MemberOf(field.Id));
}
