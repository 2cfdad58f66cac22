namespace Guildhall.Domain;

/// <summary>Limits of names and descriptions, the same everywhere. private-marketplace.md 3.1, security.md S-47.</summary>
public static class Texts
{
    public static IEnumerable<Problem> Name(string name, string member = "Name")
    {
        if (name.Length is < 1 or > 255) yield return Problem.Malformed($"{member} must have 1 to 255 characters.", member);
        else if (string.IsNullOrWhiteSpace(name)) yield return Problem.Malformed($"{member} must not be blank.", member);
        if (name.Any(Forbidden)) yield return Problem.Malformed($"{member} holds a control, bidirectional or zero-width character.", member);
    }

    public static IEnumerable<Problem> OptionalName(string? name, string member = "Name") => name is null ? [] : Name(name, member);

    /// <summary>A title that the empty text clears.</summary>
    public static IEnumerable<Problem> ClearableName(string? name, string member) => name is "" ? [] : OptionalName(name, member);

    public static IEnumerable<Problem> Description(string? text, string member = "Description") => Length(text, 1_024, member);

    public static IEnumerable<Problem> Length(string? text, int longest, string member) =>
        text?.Length > longest ? [Problem.Malformed($"{member} must have at most {longest:N0} characters.", member)] : [];

    /// <summary>Characters that hide or reorder text: refused in names and titles (S-47).</summary>
    public static bool Forbidden(char c) =>
        char.IsControl(c) || c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064')
            or (>= '\u2066' and <= '\u2069') or '\u061C' or '\uFEFF';
}
