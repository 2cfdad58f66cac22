using Guildhall.Domain;

namespace Guildhall.App.Calls;

/// <summary>A caller's own key for one call that makes something: the same call sent again under it makes nothing new. vendor-integration.md 17.</summary>
/// <param name="Caller">Whose key it is: another caller's of the same text is another.</param>
/// <param name="Text">1 to 128 printable ASCII characters.</param>
/// <param name="Request">SHA-256 of what is asked, in hex.</param>
public sealed record ClientKey(string Caller, string Text, string Request)
{
    /// <summary>So long the same key means the same call.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Refused: a key that stands for another call.</summary>
    internal static Problem Used { get; } = Problem.Conflict("IDEMPOTENCY_KEY_USED", "This Idempotency-Key was used with another request in the last 24 hours. Send another key.") with { Member = "Idempotency-Key" };

    /// <summary>Whether a text may be a key.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= 128 && text.All(c => c is >= '!' and <= '~');
}
