using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Wire.Protocols;

namespace Guildhall.App.Changes;

/// <summary>A change of a set that passed every check of shape.</summary>
/// <param name="Details">The details as sent, references not yet resolved.</param>
public sealed record ShapedChange(SentChange Sent, string EntityType, JsonElement Details)
{
    public ImmutableSortedDictionary<string, string> EntityTags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public int Place => Sent.Place;

    public ChangeType Type => Sent.Type;

    /// <summary>The existing entity it is about; null for creations and references.</summary>
    public Identifier.Existing? Entity => Sent.Target as Identifier.Existing;
}

/// <summary>
/// Checks a draft for everything that needs no state: limits, forms, known types, details. private-marketplace.md 1.3, 2.1.1 items 2, 4 to 6.
/// Answers every problem found, not just the first.
/// </summary>
public static class ChangeSetShape
{
    private const int MostNested = 32;

    public static Result<ImmutableArray<ShapedChange>> Check(ChangeSetDraft draft)
    {
        ImmutableArray<Problem> problems =
        [
            .. Limits.Count("ChangeSet", draft.Changes.Count, 1, 20),
            .. Limits.ChangeSetName(draft.Name),
            .. Limits.ClientRequestToken(draft.ClientRequestToken),
            .. Limits.Tags("ChangeSetTags", draft.Tags),
        ];
        if (draft.Intent is not (null or "APPLY" or "VALIDATE")) problems = problems.Add(Problem.Malformed("Intent must be APPLY or VALIDATE.", "Intent"));
        return problems.IsEmpty ? Changes(draft) : problems;
    }

    private static Result<ImmutableArray<ShapedChange>> Changes(ChangeSetDraft draft)
    {
        var shaped = draft.Changes.Select((change, place) => Check(place, change)).ToList();
        ImmutableArray<Problem> problems = [.. shaped.Where(s => s.Refused).SelectMany((s, _) => s.Problems)];
        if (!problems.IsEmpty) return problems;
        problems = [.. SetRules.Check([.. shaped.Select(s => s.Value.Sent)])];
        return problems.IsEmpty ? shaped.Select(s => s.Value).ToImmutableArray() : problems;
    }

    private static Result<ShapedChange> Check(int place, ChangeDraft draft)
    {
        if (ChangeTypes.Find(draft.ChangeType) is not { } type) return In(place, Problem.Malformed("There is no change type of that name.", "ChangeType"));
        ImmutableArray<Problem> problems = [.. EntityType(type, draft.EntityType), .. Limits.Tags("EntityTags", draft.EntityTags), .. TagsOfNothingNew(type, draft)];
        if (!problems.IsEmpty) return In(place, [.. problems]);
        var details = Details(draft);
        if (details.Refused) return In(place, [.. details.Problems]);
        var read = ChangeDetails.Read(type, details.Value);
        if (read.Refused) return In(place, [.. read.Problems]);
        var sent = new SentChange(place, draft.ChangeName, draft.Identifier, read.Value, [.. References.NamesIn(details.Value).Distinct(StringComparer.Ordinal)]);
        return new ShapedChange(sent, draft.EntityType, details.Value) { EntityTags = Tags(draft) };
    }

    private static ImmutableArray<Problem> In(int place, params ReadOnlySpan<Problem> problems) =>
        [.. problems.ToArray().Select(p => p with { Message = $"Change {place + 1}: {p.Message}", Member = $"ChangeSet[{place}].{p.Member}" })];

    private static ImmutableSortedDictionary<string, string> Tags(ChangeDraft draft) =>
        (draft.EntityTags ?? []).ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    /// <summary>Tags of an entity that exists are set by TagResource. private-marketplace.md 2.7.</summary>
    private static IEnumerable<Problem> TagsOfNothingNew(ChangeType type, ChangeDraft draft) => type.Creates || draft.EntityTags is null
        ? []
        : [Problem.Malformed($"EntityTags go with changes that create an entity; {type.Name} does not.", "EntityTags")];

    private static IEnumerable<Problem> EntityType(ChangeType type, string entityType)
    {
        if (!Limits.IsEntityType(entityType)) yield return Problem.Malformed("Entity.Type must be a type with version, such as Experience@1.0.", "Entity.Type");
        else if (entityType != $"{type.Target}@1.0") yield return Problem.Malformed($"{type.Name} is a change of {type.Target}@1.0, not of {entityType}.", "Entity.Type");
    }

    private static Result<JsonElement> Details(ChangeDraft draft)
    {
        if (draft.Details is null == draft.DetailsDocument is null) return Problem.Malformed("Exactly one of Details and DetailsDocument must be given.", "Details");
        var (text, member) = draft.DetailsDocument is { } document ? (document.GetRawText(), "DetailsDocument") : (draft.Details!, "Details");
        if (text.Length is < 2 or > 16_384) return Problem.Malformed($"{member} must have 2 to 16,384 characters.", member);
        try
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            if (!JsonText.IsClean(utf8, MostNested)) return Problem.Malformed($"{member} has NUL or half a surrogate pair in a text.", member);
            return JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = MostNested, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return Problem.Malformed($"{member} is not valid JSON.", member);
        }
    }
}
