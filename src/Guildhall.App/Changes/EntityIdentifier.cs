using System.Globalization;

namespace Guildhall.App.Changes;

/// <summary><c>Id</c> or <c>Id@Revision</c>. private-marketplace.md 1.5.</summary>
public readonly record struct EntityIdentifier(string Id, int? Revision)
{
    /// <summary>Null when the part after <c>@</c> is not a revision (an integer from 1).</summary>
    public static EntityIdentifier? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return new EntityIdentifier(text, null);
        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision > 0
            ? new EntityIdentifier(text[..at], revision)
            : null;
    }

    public override string ToString() => Revision is { } r ? string.Create(CultureInfo.InvariantCulture, $"{Id}@{r}") : Id;
}
