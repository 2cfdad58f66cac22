using System.Collections.Immutable;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>What new accounts of a link get, as fields of a form and back.</summary>
internal static class SettingFields
{
    public static LinkSettings Read(PageCall call) => new()
    {
        Parent = call.Text(nameof(LinkSettings.Parent)) is { Length: > 0 } parent ? parent : null,
        Policies = [.. Lines(call, nameof(LinkSettings.Policies))],
        RoleName = call.Text(nameof(LinkSettings.RoleName)) is { Length: > 0 } role ? role : new LinkSettings().RoleName,
        SeesBilling = call.Text(nameof(LinkSettings.SeesBilling)) == "on",
        Tags = Lines(call, nameof(LinkSettings.Tags)).Select(line => line.Split('=', 2)).GroupBy(part => part[0].Trim(), StringComparer.Ordinal)
            .ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Last().ElementAtOrDefault(1)?.Trim() ?? "", StringComparer.Ordinal),
        NeedsApproval = call.Text(nameof(LinkSettings.NeedsApproval)) == "on",
        Currency = call.Text(nameof(LinkSettings.Currency)) is { Length: > 0 } currency ? currency.ToUpperInvariant() : new LinkSettings().Currency,
    };

    public static string PoliciesOf(LinkSettings settings) => string.Join('\n', settings.Policies);

    public static string TagsOf(LinkSettings settings) => string.Join('\n', settings.Tags.Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>Every setting by its title, for telling what somebody else has changed.</summary>
    public static IReadOnlyList<(string Title, string Text)> Told(string name, LinkSettings settings) =>
    [
        ("Name", name), ("Organizational unit of new accounts", settings.Parent ?? "the root"), ("Service control policies", string.Join(", ", settings.Policies)), ("Role in new accounts", settings.RoleName),
        ("Approval of orders", settings.NeedsApproval ? "needed" : "not needed"), ("Access to billing", settings.SeesBilling ? "allowed" : "denied"), ("Tags", string.Join(", ", settings.Tags.Select(tag => $"{tag.Key}={tag.Value}"))), ("Currency", settings.Currency),
    ];

    private static IEnumerable<string> Lines(PageCall call, string field) => call.Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
