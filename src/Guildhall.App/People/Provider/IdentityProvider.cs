using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Guildhall.App.Cloud.Outbound;
using Guildhall.Domain;

namespace Guildhall.App.People.Provider;

/// <summary>Signing in through the configured provider: authorization code with PKCE, state and nonce. OpenID Connect Core 1.0, security.md S-32.</summary>
public sealed class IdentityProvider : IDisposable
{
    private readonly ProviderSettings _settings;
    private readonly GuardedHandler _way;
    private readonly OutboundClient _client;
    private readonly Discovery _discovery;
    private readonly IdTokens _tokens;
    private readonly TimeProvider _clock;

    public IdentityProvider(ProviderSettings settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _way = new GuardedHandler(OutboundSettings.For(settings.Issuer));
        _client = new OutboundClient(_way, clock);
        _discovery = new Discovery(settings.Issuer, _client, clock);
        _tokens = new IdTokens(settings, _discovery, clock);
    }

    /// <summary>What stands on the button.</summary>
    public string Name => _settings.Name;

    /// <summary>Where the browser goes. Refused: the provider does not answer.</summary>
    /// <param name="redirect">Where it comes back to.</param>
    public async Task<Result<Uri>> StartAsync(ProviderFlow flow, Uri redirect, CancellationToken cancellation)
    {
        var doors = await _discovery.FindAsync(anew: false, cancellation);
        if (doors.Refused) return doors.Problems;
        List<(string Name, string Value)> query =
        [
            ("response_type", "code"), ("client_id", _settings.ClientId), ("redirect_uri", redirect.AbsoluteUri), ("scope", _settings.Scopes),
            ("state", flow.State), ("nonce", flow.Nonce), ("code_challenge", flow.Challenge), ("code_challenge_method", "S256"),
            .. flow.Fresh ? [("prompt", "login"), ("max_age", "0")] : Array.Empty<(string, string)>(),
        ];
        var address = doors.Value.Authorization;
        return new Uri(address.AbsoluteUri + (address.Query.Length > 0 ? "&" : "?") + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}")));
    }

    /// <summary>
    /// Whom the provider vouches for. Refused: it says no, state or issuer are not those of the flow, the flow is too old, the token is not as
    /// <see cref="IdTokens"/> wants it, or the provider does not answer.
    /// </summary>
    public async Task<Result<ProvidedIdentity>> FinishAsync(ProviderFlow flow, ProviderReply reply, Uri redirect, CancellationToken cancellation)
    {
        if (reply.State != flow.State || _clock.GetUtcNow() - flow.StartedAt > ProviderFlow.Life) return IdTokens.NotAccepted("it belongs to another sign-in, or to one that took too long");
        if (reply.Issuer is { } issuer && issuer.TrimEnd('/') != _settings.Issuer.AbsoluteUri.TrimEnd('/')) return IdTokens.NotAccepted("another issuer answered");
        if (reply.Code is not { Length: > 0 } code) return IdTokens.NotAccepted(reply.Error is "access_denied" ? "the sign-in was cancelled there" : "it holds no code");
        var doors = await _discovery.FindAsync(anew: false, cancellation);
        if (doors.Refused) return doors.Problems;
        using var request = Exchange(doors.Value.Token, flow, code, redirect);
        return await _client.SendAsync(request, ProviderLimits.Answer, cancellation) is OutboundAnswer.Answered { Status: 200 } answered && IdTokenIn(answered.Body) is { } token
            ? await _tokens.ReadAsync(token, flow, cancellation)
            : IdTokens.NotAccepted("the code was not exchanged for a token");
    }

    public void Dispose()
    {
        _client.Dispose();
        _way.Dispose();
    }

    private HttpRequestMessage Exchange(Uri door, ProviderFlow flow, string code, Uri redirect)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, door)
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "authorization_code"),
                KeyValuePair.Create("code", code),
                KeyValuePair.Create("redirect_uri", redirect.AbsoluteUri),
                KeyValuePair.Create("client_id", _settings.ClientId),
                KeyValuePair.Create("code_verifier", flow.Verifier),
            ]),
        };
        if (_settings.ClientSecret is { } secret)
        {
            // RFC 6749 2.3.1: both parts are form-encoded before they are joined.
            var pair = $"{Uri.EscapeDataString(_settings.ClientId)}:{Uri.EscapeDataString(secret.Reveal())}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        return request;
    }

    private static string? IdTokenIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
