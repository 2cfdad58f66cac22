using System.Text.Json;

namespace Guildhall.App.Changes;

/// <summary>A tag as sent.</summary>
public sealed record Tag(string Key, string Value);

/// <summary>A change set as it was asked for, not yet checked. private-marketplace.md 2.1.</summary>
public sealed record ChangeSetDraft(IReadOnlyList<ChangeDraft> Changes)
{
    public string? Name { get; init; }

    public string? ClientRequestToken { get; init; }

    /// <summary><c>APPLY</c> (also when absent) or <c>VALIDATE</c>.</summary>
    public string? Intent { get; init; }

    /// <summary>Null when the member was absent.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }
}

/// <summary>One change as it was asked for. <paramref name="EntityType"/> with version (<c>Experience@1.0</c>).</summary>
public sealed record ChangeDraft(string ChangeType, string EntityType)
{
    /// <summary>An id, an id with <c>@revision</c>, or a reference <c>$Name.Entity.Identifier</c>.</summary>
    public string? Identifier { get; init; }

    public string? ChangeName { get; init; }

    /// <summary>The older form: the details as JSON text. Exactly one of the two forms is given.</summary>
    public string? Details { get; init; }

    public JsonElement? DetailsDocument { get; init; }

    public IReadOnlyList<Tag>? EntityTags { get; init; }
}
