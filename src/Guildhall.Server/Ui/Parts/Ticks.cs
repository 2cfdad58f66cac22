using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Parts;

/// <summary>
/// Rows of a list that are ticked, on whichever of its pages. They travel in the address of each page, so that going on, sorting and searching keep them,
/// with script and without, and on every server alike. design/ui.md 4.
/// </summary>
/// <param name="Ids">The ids of the rows, each once, in the order they were ticked.</param>
public sealed partial record Ticks(ImmutableArray<string> Ids)
{
    /// <summary>The id of the form that has the boxes: what searches, sorts and pages the list is sent with it.</summary>
    public const string Form = "list";

    /// <summary>Where the form goes to come to another part of the list, its ticks with it.</summary>
    public const string Keeping = "/view/ticks";

    /// <summary>Their name in an address, and in a form that carries them all in one field.</summary>
    public const string Parameter = "ticked";

    /// <summary>Rows that are dealt with at one time: as many ids as a form of a few KB has.</summary>
    private const int Most = 150;

    /// <summary>Of the address's 8 KB, which hold the words that were searched for as well.</summary>
    private const int MostLetters = 5_600;

    public static Ticks None { get; } = new([]);

    public int Count => Ids.Length;

    /// <summary>All of them in one text.</summary>
    public string Text => string.Join('.', Ids);

    /// <summary>As many of them as can be dealt with at one time.</summary>
    public Ticks Fitting
    {
        get
        {
            var (fit, letters) = (0, 0);
            while (fit < Math.Min(Count, Most) && (letters += Ids[fit].Length + 1) <= MostLetters) fit++;
            return fit == Count ? this : new Ticks(Ids[..fit]);
        }
    }

    /// <summary>What is said when there are too many; null when there are not.</summary>
    public string? Refusal => Fitting.Count is var fit && fit < Count ? $"At most {fit:N0} can be ticked at one time; {Count - fit:N0} more {(Count - fit == 1 ? "was" : "were")} not kept." : null;

    /// <summary>What is answered when nothing is ticked, or too much; null when something can be done with them. Every page that takes ticks asks it first.</summary>
    /// <param name="back">The address of the list, without ticks.</param>
    /// <param name="row">What a row is, as in "Tick at least one request first."</param>
    /// <param name="instead">What one may do when there are too many; empty for nothing.</param>
    internal PageAnswer.SeeOther? RefusalFor(string back, string row, string instead = "") =>
        Count == 0 ? new PageAnswer.SeeOther(back, Flash.Problem($"Tick at least one {row} first."))
        : Refusal is { } refusal ? new PageAnswer.SeeOther(Fitting.In(back), Flash.Problem($"{refusal} {instead}".TrimEnd()))
        : null;

    /// <summary>What of the texts can be an id, each once.</summary>
    public static Ticks Of(IEnumerable<string> ids) => new([.. ids.Where(id => IdForm().IsMatch(id)).Distinct(StringComparer.Ordinal)]);

    /// <summary>Those of a <see cref="Text"/>.</summary>
    public static Ticks Of(string text) => Of(text.Split('.'));

    /// <summary>Those that the address of the page brought.</summary>
    internal static Ticks Of(PageCall call) => Of(call.Query[Parameter].ToString()).Fitting;

    /// <summary>The address with them, of another part of the list or of the same.</summary>
    public string In(string address) => Count == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={Text}";

    /// <summary>The address without any ticks.</summary>
    public static string Without(string address) => address.Split('?', 2) is [var path, var query]
        ? string.Join('&', query.Split('&').Where(part => !part.StartsWith(Parameter + "=", StringComparison.Ordinal))) is { Length: > 0 } left ? $"{path}?{left}" : path
        : address;

    public bool Has(string id) => Ids.Contains(id);

    /// <summary>Those that are not among the rows that are shown.</summary>
    public IReadOnlyList<string> Beyond(IEnumerable<string> shown) => [.. Ids.Except(shown, StringComparer.Ordinal)];

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex IdForm();
}
