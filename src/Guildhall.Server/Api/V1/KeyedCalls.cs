using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Calls;
using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1;

/// <summary>The header <c>Idempotency-Key</c> of calls that make something. vendor-integration.md 17.</summary>
internal static class KeyedCalls
{
    private const string Header = "Idempotency-Key";

    private static readonly Problem Malformed = Problem.Malformed("An Idempotency-Key is sent once and has 1 to 128 printable ASCII characters without blanks.", Header);

    /// <summary>Makes what the call asks for; under a key that the same call has used, answers what it made then.</summary>
    /// <param name="make">With the key in its origin.</param>
    /// <param name="find">What was made, by its id.</param>
    /// <param name="isMade">As in <see cref="ClientKeys.OnceAsync"/>.</param>
    public static async Task<Result<T>> OnceAsync<T>(
        this ClientKeys keys, ApiCall call, ActOrigin origin, Func<ActOrigin, Task<Result<T>>> make, Func<string, Task<Result<T>>> find, CancellationToken cancellation, Func<T, bool>? isMade = null)
    {
        if (!call.Request.Headers.TryGetValue(Header, out var sent)) return await make(origin);
        if (sent is not [{ } text] || !ClientKey.IsKey(text)) return Malformed;
        var key = new ClientKey(call.Caller.Arn, text, Hash(call));
        return await keys.OnceAsync(key, () => make(origin with { ClientKey = key }), find, isMade, cancellation);
    }

    /// <summary>Of the path and of the body, whatever the order of its members.</summary>
    private static string Hash(ApiCall call) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Request.Method} {call.Request.Path} {BodyHash(call.Body)}")));

    private static string BodyHash(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return CanonicalJson.Hash(json.RootElement);
        }
        catch (JsonException)
        {
            // It is refused by whoever reads it.
            return Convert.ToHexStringLower(SHA256.HashData(body.Span));
        }
    }
}
