using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guildhall.App.People.Provider;

/// <summary>Reads ID tokens: signature by a key of the provider's, issuer, audience, time, nonce. OpenID Connect Core 1.0, 3.1.3.7.</summary>
internal sealed class IdTokens(ProviderSettings settings, Discovery discovery, TimeProvider clock)
{
    /// <summary>How far the provider's clock may be from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Asymmetric ones alone: a secret shared with us must not make tokens, and 'none' is no signature.</summary>
    private static readonly ImmutableArray<string> Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>Of the year 9999: later ones are no times.</summary>
    private const long LastSecond = 253_402_300_799;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Whom the token is about. Refused when any check fails, with the reason.</summary>
    public async Task<Result<ProvidedIdentity>> ReadAsync(string token, ProviderFlow flow, CancellationToken cancellation)
    {
        var validation = await ValidateAsync(token, anew: false, cancellation);
        if (!validation.Refused && !validation.Value.IsValid && !IsAboutClaims(validation.Value.Exception)) validation = await ValidateAsync(token, anew: true, cancellation);
        if (validation.Refused) return validation.Problems;
        if (!validation.Value.IsValid) return NotAccepted(Reason(validation.Value.Exception));
        var read = (JsonWebToken)validation.Value.SecurityToken;
        if (!Same(Text(read, "nonce"), flow.Nonce)) return NotAccepted("its nonce is not ours");
        if (read.Audiences.Count() > 1 && Text(read, "azp") != settings.ClientId) return NotAccepted("it was made for another client");
        var asked = AskedAt(read);
        if (flow.Fresh && !(asked >= flow.StartedAt - Skew)) return NotAccepted("the person was not asked anew");
        return read.Subject is { Length: > 0 and <= 255 } subject
            ? new ProvidedIdentity(read.Issuer, subject, Text(read, "email"), Verified(read), Text(read, "name"), [.. read.Claims.Where(c => c.Type == settings.GroupsClaim).Select(c => c.Value)]) { AskedAt = asked }
            : NotAccepted("it names nobody");
    }

    public static Problem NotAccepted(string why) => new(ProblemKind.Forbidden, "SIGN_IN_FAILED", $"The identity provider's answer was not accepted: {why}. Sign in again.");

    private async Task<Result<TokenValidationResult>> ValidateAsync(string token, bool anew, CancellationToken cancellation)
    {
        var doors = await discovery.FindAsync(anew, cancellation);
        if (doors.Refused) return doors.Problems;
        return await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = [settings.Issuer.AbsoluteUri, settings.Issuer.AbsoluteUri.TrimEnd('/')],
            ValidAudience = settings.ClientId,
            IssuerSigningKeys = doors.Value.Keys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + Skew && (from is not { } start || now >= start - Skew);
    }

    private static bool IsAboutClaims(Exception? exception) => exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenInvalidAudienceException or SecurityTokenInvalidIssuerException;

    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException => "it is too old",
        SecurityTokenInvalidAudienceException => "it was made for another client",
        SecurityTokenInvalidIssuerException => "another issuer made it",
        _ => "its signature is not the provider's",
    };

    private static DateTimeOffset? AskedAt(JsonWebToken token) =>
        token.TryGetPayloadValue<long>("auth_time", out var seconds) && seconds is > 0 and < LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static bool Verified(JsonWebToken token) => Text(token, "email_verified") is { } word && bool.TryParse(word, out var verified) && verified;

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<object>(claim, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static bool Same(string? given, string wanted) => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(wanted));
}
