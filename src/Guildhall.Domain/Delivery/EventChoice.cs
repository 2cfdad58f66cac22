using System.Collections.Immutable;

namespace Guildhall.Domain.Delivery;

/// <summary>Which events somebody gets: by their type and by the experience they are about. private-marketplace.md 9.</summary>
/// <param name="Types">Detail types, each whole or with <c>*</c> for any ending; none for all.</param>
/// <param name="Experience">The only experience whose events are meant; null for the whole organization.</param>
public sealed record EventChoice(ImmutableArray<string> Types, string? Experience)
{
    private const int MostTypes = 50;
    private const int LongestType = 64;

    /// <summary>As it was typed or posted: blanks are nothing, and a type said twice is said once.</summary>
    /// <param name="types">Types, also several in one text, one a line.</param>
    public static EventChoice Typed(IEnumerable<string>? types, string? experience) =>
        new(TypesIn(string.Join('\n', types ?? [])), string.IsNullOrWhiteSpace(experience) ? null : experience.Trim());

    /// <summary>What is wrong with the experience; null when there is none, or it is one of the marketplace.</summary>
    public Problem? Unknown(PrivateMarketplace marketplace) =>
        Experience is { } id && marketplace.FindExperience(new EntityId(id)) is null ? Problem.Malformed("There is no such experience.", "experience") : null;

    /// <param name="type">The event's detail type.</param>
    /// <param name="about">The ids of the experiences and requests it is about.</param>
    public bool Takes(string type, IReadOnlyCollection<string> about) =>
        (Experience is null || about.Contains(Experience)) && (Types.IsEmpty || Types.Any(wanted => Fits(wanted, type)));

    /// <summary>The types of a text, one a line; blank lines are nothing, and a type said twice is said once.</summary>
    public static ImmutableArray<string> TypesIn(string text) =>
        [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with the types; null when nothing is.</summary>
    public Problem? Fault(string member) =>
        Types.Length > MostTypes ? Problem.Malformed($"At most {MostTypes} event types can be named.", member)
        : Types.FirstOrDefault(t => !IsType(t)) is { } wrong ? Problem.Malformed($"\"{wrong}\" is no event type: letters and blanks, with * at the end for any ending.", member)
        : null;

    private static bool Fits(string wanted, string type) =>
        wanted.EndsWith('*') ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : type == wanted;

    private static bool IsType(string text) =>
        text.Length is > 0 and <= LongestType && text.Select((c, place) => char.IsAsciiLetter(c) || c == ' ' || (c == '*' && place == text.Length - 1)).All(good => good);
}
