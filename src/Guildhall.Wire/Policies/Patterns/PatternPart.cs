namespace Guildhall.Wire.Policies.Patterns;

/// <summary>One piece of a pattern as written in a policy (security.md 4.1): fixed text, <c>*</c>, <c>?</c> or <c>${…}</c>.</summary>
internal abstract record PatternPart
{
    private PatternPart()
    {
    }

    internal sealed record Text(string Value) : PatternPart;

    internal sealed record AnyRun : PatternPart;

    internal sealed record AnyOne : PatternPart;

    /// <summary>A condition key whose single value stands here; <paramref name="Fallback"/> is used when the request has none.</summary>
    internal sealed record Variable(string Key, string? Fallback) : PatternPart;
}
