namespace Guildhall.Wire.Policies.Patterns;

/// <summary>Puts the request's values where a pattern has variables. A value is text: a <c>*</c> in a tag widens nothing.</summary>
internal static class PatternVariables
{
    public static bool Any(IReadOnlyList<PatternPart> parts) => parts.Any(part => part is PatternPart.Variable);

    /// <summary>The keys that must have a value for the pattern to mean anything.</summary>
    public static IEnumerable<string> Required(IReadOnlyList<PatternPart> parts) =>
        parts.OfType<PatternPart.Variable>().Where(variable => variable.Fallback is null).Select(variable => variable.Key);

    /// <summary>The value a variable has: that of a key with exactly one; null otherwise.</summary>
    public static string? ValueOf(string key, in PolicyRequest request) => request.Find(key) is [var value] ? value : null;

    /// <summary>The parts with text for each variable; null when one has no value.</summary>
    public static IReadOnlyList<PatternPart>? Resolve(IReadOnlyList<PatternPart> parts, in PolicyRequest request)
    {
        var resolved = new List<PatternPart>(parts.Count);
        foreach (var part in parts)
        {
            if (part is not PatternPart.Variable variable)
                resolved.Add(part);
            else if ((ValueOf(variable.Key, request) ?? variable.Fallback) is { } value)
                resolved.Add(new PatternPart.Text(value));
            else
                return null;
        }

        return resolved;
    }
}
