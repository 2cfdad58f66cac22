using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;

namespace Guildhall.App.People.Provider;

/// <summary>A sign-in through the provider that is under way in one browser, which alone keeps this.</summary>
/// <param name="State">Comes back with the browser.</param>
/// <param name="Nonce">Comes back inside the token.</param>
/// <param name="Verifier">Shows the provider that who fetches the token is who began (PKCE, RFC 7636).</param>
/// <param name="Return">Where the person wanted to go.</param>
/// <param name="Fresh">Whether the provider must ask the person anew (security.md S-48).</param>
public sealed record ProviderFlow(string State, string Nonce, string Verifier, string Return, bool Fresh, DateTimeOffset StartedAt)
{
    /// <summary>How long one may take at the provider.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static ProviderFlow Start(string back, bool fresh, IdSource secrets, DateTimeOffset now) =>
        new(secrets.Text(Letters, 43), secrets.Text(Letters, 43), secrets.Text(Letters, 43), back, fresh, now);

    /// <summary>What the provider is told of the verifier. RFC 7636 4.2.</summary>
    public string Challenge => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>What the browser brought back from the provider.</summary>
/// <param name="Issuer">Who answered, when the provider says so (RFC 9207).</param>
/// <param name="Error">Why there is no code.</param>
public sealed record ProviderReply(string? State, string? Code, string? Issuer, string? Error);

/// <summary>Whom the provider vouches for.</summary>
public sealed record ProvidedIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name, IReadOnlyList<string> Groups)
{
    /// <summary>When the provider last asked the person who they are (<c>auth_time</c>); null when it does not say.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}
