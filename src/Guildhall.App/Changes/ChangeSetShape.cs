using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>A change of a set that passed every check of shape.</summary>
/// <param name="Identifier">Null for a change that creates its target without naming it.</param>
/// <param name="Details">The details, references not yet resolved.</param>
public sealed record ShapedChange(int Place, ChangeType Type, string EntityType, string? ChangeName, string? Identifier, JsonElement Details)
{
    public ImmutableSortedDictionary<string, string> EntityTags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The change name its <see cref="Identifier"/> refers to; null when that is an id.</summary>
    public string? Reference => References.NameIn(Identifier);

    /// <summary>The id its <see cref="Identifier"/> gives; null for creations and references.</summary>
    public EntityIdentifier? Entity => Identifier is null || Reference is not null ? null : EntityIdentifier.Parse(Identifier);
}

/// <summary>
/// Checks a draft for everything that needs no state: limits, forms, known types, details. private-marketplace.md 1.3, 2.1.1 items 2, 4 to 6.
/// Answers every problem found, not just the first.
/// </summary>
public static class ChangeSetShape
{
    public static Result<ImmutableArray<ShapedChange>> Check(ChangeSetDraft draft)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(Limits.Count("ChangeSet", draft.Changes.Count, 1, 20));
        problems.AddRange(Limits.ChangeSetName(draft.Name));
        problems.AddRange(Limits.ClientRequestToken(draft.ClientRequestToken));
        problems.AddRange(Limits.Tags("ChangeSetTags", draft.Tags));
        if (draft.Intent is not (null or "APPLY" or "VALIDATE")) problems.Add(Problem.Malformed("Intent must be APPLY or VALIDATE.", "Intent"));
        var shaped = ImmutableArray.CreateBuilder<ShapedChange>();
        if (problems.Count == 0)
        {
            foreach (var (place, change) in draft.Changes.Index())
            {
                var result = Check(place, change);
                if (result.Refused) problems.AddRange(result.Problems.Select(p => p with { Message = $"Change {place + 1}: {p.Message}" }));
                else shaped.Add(result.Value);
            }
        }

        if (problems.Count == 0) problems.AddRange(SetShape.Check(shaped));
        return problems.Count == 0 ? shaped.ToImmutable() : problems.ToImmutable();
    }

    private static Result<ShapedChange> Check(int place, ChangeDraft draft)
    {
        if (ChangeTypes.Find(draft.ChangeType) is not { } type) return Problem.Malformed($"{Shown(draft.ChangeType)} is not a change type.", "ChangeType");
        ImmutableArray<Problem> problems =
        [
            .. EntityType(type, draft.EntityType),
            .. Limits.Text("ChangeName", draft.ChangeName, 1, 72),
            .. Identifier(type, draft.Identifier),
            .. Limits.Tags("EntityTags", draft.EntityTags),
        ];
        if (!problems.IsEmpty) return problems;
        var details = Details(draft);
        if (details.Refused) return details.Problems;
        var read = DetailsJson.Read(type, details.Value);
        if (read.Refused) return read.Problems;
        return new ShapedChange(place, type, draft.EntityType, draft.ChangeName, draft.Identifier, details.Value)
        {
            EntityTags = draft.EntityTags?.ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal)
                ?? ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    private static IEnumerable<Problem> EntityType(ChangeType type, string entityType)
    {
        if (!Limits.IsEntityType(entityType)) yield return Problem.Malformed("Entity.Type must be a type with version, such as Experience@1.0.", "Entity.Type");
        else if (entityType != $"{type.Target}@1.0") yield return Problem.Malformed($"{type.Name} is a change of {type.Target}@1.0, not of {entityType}.", "Entity.Type");
    }

    private static IEnumerable<Problem> Identifier(ChangeType type, string? identifier)
    {
        if (type.Creates && identifier is not null) yield return Problem.Malformed($"{type.Name} creates its entity: it takes no Identifier.", "Entity.Identifier");
        if (!type.Creates && identifier is null) yield return Problem.Malformed($"{type.Name} needs an Identifier.", "Entity.Identifier");
        if (identifier is null || References.NameIn(identifier) is not null) yield break;
        if (!Limits.IsIdentifier(identifier) || EntityIdentifier.Parse(identifier) is null)
            yield return Problem.Malformed("Entity.Identifier must be an id, an id with @revision, or $ChangeName.Entity.Identifier.", "Entity.Identifier");
    }

    private static Result<JsonElement> Details(ChangeDraft draft)
    {
        if (draft.Details is null == draft.DetailsDocument is null) return Problem.Malformed("Exactly one of Details and DetailsDocument must be given.", "Details");
        if (draft.DetailsDocument is { } document)
            return document.GetRawText().Length <= 16_384 ? document : Problem.Malformed("DetailsDocument must have at most 16,384 characters.", "DetailsDocument");
        if (draft.Details!.Length is < 2 or > 16_384) return Problem.Malformed("Details must have 2 to 16,384 characters.", "Details");
        try
        {
            using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(draft.Details), new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return parsed.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Problem.Malformed("Details is not valid JSON.", "Details");
        }
    }

    private static string Shown(string text) => text.Length <= 80 && text.All(c => !char.IsControl(c)) ? $"\"{text}\"" : "This";
}
