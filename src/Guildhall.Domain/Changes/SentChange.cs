using System.Collections.Immutable;

namespace Guildhall.Domain.Changes;

/// <summary>A change as it stands in a set that was sent, its details already read.</summary>
/// <param name="Place">Its place in the set, from 0.</param>
/// <param name="ChangeName"><c>ChangeName</c>, by which others refer to it.</param>
/// <param name="Identifier"><c>Entity.Identifier</c>, as sent.</param>
/// <param name="References">Names of the changes its details refer to by <c>$Name.Entity.Identifier</c>; those of the identifier not repeated.</param>
public sealed record SentChange(int Place, string? ChangeName, string? Identifier, Change Change, ImmutableArray<string> References)
{
    public ChangeType Type { get; } = ChangeTypes.Of(Change);

    /// <summary>The identifier read; null when there is none or it is malformed.</summary>
    public Identifier? Target { get; } = Identifier is null ? null : Changes.Identifier.Parse(Identifier);

    /// <summary>Whose target it shares: the entity without its revision, or the change that creates it; creations share with nobody.</summary>
    internal string TargetKey => Target switch
    {
        Identifier.Existing existing => existing.Id.Value,
        Identifier.Reference reference => $"${reference.ChangeName}",
        _ => $"#{Place}",
    };

    /// <summary>All changes it refers to, by name.</summary>
    internal IEnumerable<string> AllReferences => Target is Identifier.Reference reference ? References.Append(reference.ChangeName) : References;

    /// <summary>A problem of this change, which its message names.</summary>
    internal Problem Malformed(string message, string member) => Problem.Malformed(
        $"Change {Place + 1} ({Type.Name}{(ChangeName is null ? "" : $", {ChangeName}")}): {message}", $"ChangeSet[{Place}].{member}");
}
