using System.Text;
using System.Text.Json;
using Guildhall.App.Cloud.Outbound;
using Guildhall.Domain;
using Microsoft.IdentityModel.Tokens;

namespace Guildhall.App.People.Provider;

/// <summary>Where the provider's doors are, and the keys it signs with. OpenID Connect Discovery 1.0.</summary>
internal sealed record ProviderDoors(Uri Authorization, Uri Token, IList<SecurityKey> Keys);

/// <summary>Reads the provider's description and keeps it for an hour; a token signed with a key that is not in it has it read anew.</summary>
internal sealed class Discovery(Uri issuer, OutboundClient client, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>A forger of tokens must not make us ask the provider again and again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private volatile Held? _held;

    /// <summary>The doors and keys. Refused: the provider does not answer, or with something else than its description.</summary>
    /// <param name="anew">Whether what is kept may be too old, since a key is missing in it.</param>
    public async Task<Result<ProviderDoors>> FindAsync(bool anew, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_held is { } held && now - held.ReadAt < (anew ? Pause : Kept)) return held.Doors;
        var read = await ReadAsync(cancellation);
        if (!read.Refused) _held = new Held(read.Value, now);
        return read;
    }

    private async Task<Result<ProviderDoors>> ReadAsync(CancellationToken cancellation)
    {
        var address = issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration";
        var described = await GetAsync(address, cancellation);
        if (described.Refused) return described.Problems;
        try
        {
            using var document = JsonDocument.Parse(described.Value);
            if (document.RootElement.GetProperty("issuer").GetString()?.TrimEnd('/') != issuer.AbsoluteUri.TrimEnd('/')) return Broken("it describes another issuer");
            var keys = await GetAsync(Text(document, "jwks_uri"), cancellation);
            if (keys.Refused) return keys.Problems;
            return new ProviderDoors(new Uri(Text(document, "authorization_endpoint")), new Uri(Text(document, "token_endpoint")), new JsonWebKeySet(keys.Value).GetSigningKeys());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or UriFormatException)
        {
            return Broken("its description cannot be read");
        }
    }

    private async Task<Result<string>> GetAsync(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)) return Broken("an address in its description is none");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await client.SendAsync(request, ProviderLimits.Answer, cancellation) switch
        {
            OutboundAnswer.Answered { Status: 200 } answered => Encoding.UTF8.GetString(answered.Body.Span),
            OutboundAnswer.Answered other => Broken($"it answers {other.Status}"),
            OutboundAnswer.Failed failed => Broken(failed.Reason),
            _ => throw new InvalidOperationException("There is no third kind of answer."),
        };
    }

    private static string Text(JsonDocument document, string member) => document.RootElement.GetProperty(member).GetString() ?? "";

    private static Problem Broken(string why) => new(ProblemKind.Upstream, "PROVIDER_UNREACHABLE", $"The identity provider cannot be used now: {why}.");

    private sealed record Held(ProviderDoors Doors, DateTimeOffset ReadAt);
}

/// <summary>Bounds for what a provider answers.</summary>
internal static class ProviderLimits
{
    public static OutboundLimits Answer { get; } = new(TimeSpan.FromSeconds(10), 512 * 1024);
}
