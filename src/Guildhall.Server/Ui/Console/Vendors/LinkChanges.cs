using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>What somebody else has changed of a link since a form of it was opened. security.md 6.4.</summary>
/// <param name="By">Who, as far as known.</param>
/// <param name="Fields">Fields of the form that are different now.</param>
public sealed record LinkChanges(string? By, DateTimeOffset? At, ImmutableArray<ChangedField> Fields)
{
    /// <summary>The hidden field that a form says with what it showed.</summary>
    internal const string Field = "seen";

    /// <summary>Null when the form is not older than the link.</summary>
    /// <param name="now">The form's fields as they are now.</param>
    internal static LinkChanges? Since(PageCall call, LinkDetail detail, IReadOnlyList<(string Title, string Text)> now) =>
        Since(call, detail.Link.Version, detail.UpdatedBy, detail.UpdatedAt, now);

    /// <summary>The same of anything that has a version.</summary>
    internal static LinkChanges? Since(PageCall call, long version, string? by, DateTimeOffset? at, IReadOnlyList<(string Title, string Text)> now)
    {
        if (LinkDoor.VersionIn(call) is not { } seen || seen == version) return null;
        var before = call.Texts(Field);
        var fields = now.Select((field, place) => new ChangedField(field.Title, before.ElementAtOrDefault(place) ?? "", field.Text)).Where(f => f.Before != f.Now);
        return new LinkChanges(by?.Split('/')[^1], at, [.. fields]);
    }
}

/// <summary>A field that is different now.</summary>
public sealed record ChangedField(string Title, string Before, string Now);
