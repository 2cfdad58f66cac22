using System.Globalization;
using Guildhall.App.Access;
using Guildhall.Domain;

namespace Guildhall.App.Discovery;

/// <summary>
/// Page tokens in the alphabet of Discovery, which has <c>+</c> and <c>/</c> where others have <c>-</c> and <c>_</c>. storefront-and-procurement.md A.1, G.6.
/// </summary>
public static class DiscoveryTokens
{
    /// <summary>The word for a token that is not of this call; on the wire it is the error's <c>reason</c>.</summary>
    public const string Invalid = "INVALID_PAGINATION_TOKEN";

    internal static Problem Refusal { get; } = new(ProblemKind.Malformed, Invalid, "nextToken is not one that this call gave to this caller.", "nextToken");

    /// <summary>What a page has in common with the next.</summary>
    internal static string Binding(string operation, Caller caller, string query) => PageTokens.Binding($"discovery {operation}", caller, null, query);

    internal static string WriteBase64(this PageTokens tokens, string binding, string position)
    {
        var token = tokens.Write(binding, position).Replace('-', '+').Replace('_', '/');
        return token.PadRight((token.Length + 3) / 4 * 4, '=');
    }

    /// <summary>Null when the token is not one of ours for this binding.</summary>
    internal static string? ReadBase64(this PageTokens tokens, string binding, string token) =>
        token.AsSpan().ContainsAny('-', '_') ? null : tokens.Read(binding, token.TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    /// <summary>The first place of a page of a list whose places do not move; refused for a token of another list. Without one the list begins.</summary>
    internal static Result<int> Place(this PageTokens tokens, string binding, string? token)
    {
        if (string.IsNullOrEmpty(token)) return 0;
        return int.TryParse(tokens.ReadBase64(binding, token), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : Refusal;
    }

    /// <summary>The token for what follows a page; null on the last.</summary>
    internal static string? After(this PageTokens tokens, string binding, int place, int count) =>
        place < count ? tokens.WriteBase64(binding, place.ToString(CultureInfo.InvariantCulture)) : null;
}
