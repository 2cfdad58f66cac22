using System.Collections.Immutable;
using Guildhall.App.Secrets;

namespace Guildhall.App.People.Provider;

/// <summary>An OpenID Connect provider through which people sign in. Comes from the operator's configuration alone. security.md S-32.</summary>
/// <param name="Issuer">As the provider writes it in its tokens; its discovery document lies below it.</param>
/// <param name="ClientId">What the provider calls Guildhall.</param>
public sealed record ProviderSettings(Uri Issuer, string ClientId)
{
    /// <summary>Null for a public client, which has PKCE alone.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>What stands on the button after "Sign in with".</summary>
    public string Name { get; init; } = "your organization";

    public string Scopes { get; init; } = "openid profile email";

    /// <summary>The claim that lists a person's groups.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>Which group has which role in which account.</summary>
    public ImmutableArray<GroupRole> Roles { get; init; } = [];

    /// <summary>Whether the provider is believed about e-mail addresses, so that somebody known here by the same address is the same person.</summary>
    public bool TrustedEmail { get; init; }
}

/// <summary>A role that members of a group have.</summary>
public sealed record GroupRole(string Group, GivenRole Given);
