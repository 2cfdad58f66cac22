using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>The field limits of the Catalog API, in the form to be enforced. private-marketplace.md 1.3.</summary>
public static partial class Limits
{
    /// <summary>Also the most that one call can set: its keys are different (the model admits 200).</summary>
    public const int TagsPerResource = 50;

    /// <summary>Nothing when the text has the length and the form; otherwise one problem that says which member and what is expected.</summary>
    public static IEnumerable<Problem> Text(string member, string? text, int shortest, int longest, Regex? form = null, string expected = "")
    {
        if (text is null) yield break;
        if (text.Length < shortest || text.Length > longest)
            yield return Problem.Malformed($"{member} must have {shortest:N0} to {longest:N0} characters; it has {text.Length:N0}.", member);
        else if (form is not null && !form.IsMatch(text))
            yield return Problem.Malformed($"{member} must consist of {expected}.", member);
    }

    public static IEnumerable<Problem> Count(string member, int count, int fewest, int most)
    {
        if (count < fewest || count > most) yield return Problem.Malformed($"{member} must have {fewest} to {most} items; it has {count:N0}.", member);
    }

    public static IEnumerable<Problem> ChangeSetName(string? name) =>
        Text("ChangeSetName", name, 1, 100, ChangeSetNameForm(), "letters, digits, spaces and _+=.:@-");

    public static IEnumerable<Problem> ClientRequestToken(string? token) =>
        Text("ClientRequestToken", token, 1, 64, TokenForm(), "visible ASCII characters without spaces");

    public static IEnumerable<Problem> Tags(string member, IReadOnlyList<Tag>? tags) => tags is null ? [] :
    [
        .. Count(member, tags.Count, 1, TagsPerResource),
        .. tags.SelectMany(t => Text("Tag key", t.Key, 1, 128, TagForm(), "letters, digits, spaces and _.:/=+-@")),
        .. tags.SelectMany(t => Text("Tag value", t.Value, 0, 256, TagForm(), "letters, digits, spaces and _.:/=+-@")),
        .. tags.GroupBy(t => t.Key, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => Problem.Malformed($"{member} names the tag {g.Key} twice.", member)),
    ];

    public static IEnumerable<Problem> TagKeys(IReadOnlyList<string> keys) =>
    [
        .. Count("TagKeys", keys.Count, 1, 200),
        .. keys.SelectMany(k => Text("Tag key", k, 1, 128, TagForm(), "letters, digits, spaces and _.:/=+-@")),
    ];

    /// <summary>Null for an ARN of this API's form.</summary>
    public static Problem? ResourceArn(string arn) =>
        Text("ResourceArn", arn, 1, 255, ArnForm(), "the parts of an ARN of aws-marketplace").FirstOrDefault();

    public static bool IsEntityType(string text) => text.Length <= 255 && EntityTypeForm().IsMatch(text);

    [GeneratedRegex(@"\A[\w\s+=.:@-]+\z")]
    private static partial Regex ChangeSetNameForm();

    [GeneratedRegex(@"\A[!-~]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagForm();

    [GeneratedRegex(@"\Aarn:[\w+=/,.@-]+:aws-marketplace:[\w+=/,.@-]*:[0-9]+:[\w+=,.@-]+(/[\w+=,.@-]+)*\z")]
    private static partial Regex ArnForm();

    [GeneratedRegex(@"\A[A-Za-z]+@\d+\.\d+\z")]
    private static partial Regex EntityTypeForm();
}
