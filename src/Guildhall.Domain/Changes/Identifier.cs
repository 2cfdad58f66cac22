using System.Globalization;
using System.Text.RegularExpressions;

namespace Guildhall.Domain.Changes;

/// <summary>What <c>Entity.Identifier</c> of a change says. private-marketplace.md 1.5, 2.1.3.</summary>
public abstract partial record Identifier
{
    private Identifier()
    {
    }

    /// <summary>An existing entity, with <paramref name="Revision"/> only if that is the latest one (<c>exp-…@3</c>).</summary>
    public sealed record Existing(EntityId Id, int? Revision) : Identifier;

    /// <summary>What the change called <paramref name="ChangeName"/> creates: <c>$ChangeName.Entity.Identifier</c>.</summary>
    public sealed record Reference(string ChangeName) : Identifier;

    /// <summary>Null when the text is neither.</summary>
    public static Identifier? Parse(string text)
    {
        if (ReferenceForm().Match(text) is { Success: true } reference) return new Reference(reference.Groups[1].Value);
        if (ExistingForm().Match(text) is not { Success: true } existing) return null;
        if (!existing.Groups[2].Success) return new Existing(new EntityId(text), null);
        return int.TryParse(existing.Groups[2].Value, CultureInfo.InvariantCulture, out var revision)
            ? new Existing(new EntityId(existing.Groups[1].Value), revision)
            : null;
    }

    [GeneratedRegex(@"^\$([A-Za-z0-9_-]{1,72})\.Entity\.Identifier\z")]
    private static partial Regex ReferenceForm();

    [GeneratedRegex(@"^([\w-]{1,255})(?:@([0-9]+))?\z", RegexOptions.ECMAScript)]
    private static partial Regex ExistingForm();
}
