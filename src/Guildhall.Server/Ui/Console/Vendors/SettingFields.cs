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
        Policies = [.. KeyValues.Lines(call.Text(nameof(LinkSettings.Policies)))],
        RoleName = call.Text(nameof(LinkSettings.RoleName)) is { Length: > 0 } role ? role : new LinkSettings().RoleName,
        SeesBilling = call.Text(nameof(LinkSettings.SeesBilling)) == "on",
        Tags = KeyValues.Read(KeyValues.Lines(call.Text(nameof(LinkSettings.Tags)))).ToImmutableSortedDictionary(StringComparer.Ordinal),
        NeedsApproval = call.Text(nameof(LinkSettings.NeedsApproval)) == "on",
        ClosesByTwo = call.Text(nameof(LinkSettings.ClosesByTwo)) == "on",
        Currency = call.Text(nameof(LinkSettings.Currency)) is { Length: > 0 } currency ? currency.ToUpperInvariant() : new LinkSettings().Currency,
    };

    public static string PoliciesOf(LinkSettings settings) => string.Join('\n', settings.Policies);

    public static string TagsOf(LinkSettings settings) => KeyValues.Write(settings.Tags);

    /// <summary>Every setting by its title, for telling what somebody else has changed.</summary>
    public static IReadOnlyList<(string Title, string Text)> Told(string name, LinkSettings settings) =>
    [
        ("Name", name), ("Organizational unit of new accounts", settings.Parent ?? "the root"), ("Service control policies", string.Join(", ", settings.Policies)), ("Role in new accounts", settings.RoleName),
        ("Approval of orders", settings.NeedsApproval ? "needed" : "not needed"), ("Closing of accounts", settings.ClosesByTwo ? "by two persons" : "by one person"), ("Access to billing", settings.SeesBilling ? "allowed" : "denied"), ("Tags", string.Join(", ", settings.Tags.Select(tag => $"{tag.Key}={tag.Value}"))), ("Currency", settings.Currency),
    ];
}
