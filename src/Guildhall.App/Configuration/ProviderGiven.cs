using System.Collections.Immutable;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.App.Secrets;
using Guildhall.Domain;

namespace Guildhall.App.Configuration;

/// <summary>The settings below <c>oidc:</c>, given one by one.</summary>
public sealed record ProviderGiven
{
    private static readonly ProviderSettings Defaults = new(new Uri("https://localhost"), "");

    public Uri? Issuer { get; init; }

    public string? ClientId { get; init; }

    public Secret? ClientSecret { get; init; }

    public string Name { get; init; } = Defaults.Name;

    public string Scopes { get; init; } = Defaults.Scopes;

    public string GroupsClaim { get; init; } = Defaults.GroupsClaim;

    public ImmutableArray<GroupRole> Roles { get; init; } = [];

    public bool TrustedEmail { get; init; }

    public bool IsEmpty => this == new ProviderGiven();

    /// <summary>The provider; null when none is set.</summary>
    public ProviderSettings? Settings => Issuer is null || ClientId is null ? null : new ProviderSettings(Issuer, ClientId)
    {
        ClientSecret = ClientSecret,
        Name = Name,
        Scopes = Scopes,
        GroupsClaim = GroupsClaim,
        Roles = Roles,
        TrustedEmail = TrustedEmail,
    };

    /// <summary>How each is called and read.</summary>
    internal static ImmutableArray<Setting> Names { get; } =
    [
        Text("oidc:issuer", "an https address, or an http one of this machine", (given, text) => SettingText.Address(text) is { } url && (url.Scheme == "https" || url.IsLoopback) ? given with { Issuer = url } : null),
        Text("oidc:client-id", "a text", (given, text) => text.Length > 0 ? given with { ClientId = text } : null),
        Text("oidc:client-secret", "a text", (given, text) => text.Length > 0 ? given with { ClientSecret = new Secret(text) } : null) with { EnvironmentOnly = true },
        Text("oidc:name", "a text of at most 60 characters", (given, text) => text.Length is > 0 and <= 60 ? given with { Name = text } : null),
        Text("oidc:scopes", "scopes with openid among them", (given, text) => text.Split(' ').Contains("openid") ? given with { Scopes = text } : null),
        Text("oidc:groups-claim", "the name of a claim", (given, text) => text.Length > 0 ? given with { GroupsClaim = text } : null),
        Text("oidc:roles", "GROUP=ROLE@ACCOUNT or GROUP=MarketplaceManager, separated by ';'", (given, text) => RolesIn(text) is { } roles ? given with { Roles = roles } : null),
        Text("oidc:trusted-email", "true or false", (given, text) => bool.TryParse(text, out var trusted) ? given with { TrustedEmail = trusted } : null),
    ];

    private static Setting Text(string name, string form, Func<ProviderGiven, string, ProviderGiven?> set) =>
        new(name, form, (settings, text) => set(settings.Provider, text) is { } given ? settings with { Provider = given } : null);

    private static ImmutableArray<GroupRole>? RolesIn(string text)
    {
        var roles = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(RoleIn).ToList();
        return roles.Contains(null) ? null : [.. roles.OfType<GroupRole>()];
    }

    private static GroupRole? RoleIn(string text)
    {
        var cut = text.LastIndexOf('=');
        if (cut < 1) return null;
        var (role, account) = text[(cut + 1)..].Split('@') switch { [var name] => (name, ""), [var name, var id] => (name, id), _ => ("", "") };
        var given = new GivenRole(role.Trim(), new AccountId(account.Trim()));
        return PersonForms.Check([given]).IsEmpty ? new GroupRole(text[..cut].Trim(), given) : null;
    }
}
