namespace Guildhall.Wire.Policies.Patterns;

/// <summary>Cuts a pattern at the colons of its text into the six components of an ARN; the last one keeps its colons.</summary>
internal static class ArnParts
{
    public const int Components = 6;

    public static IReadOnlyList<IReadOnlyList<PatternPart>> Split(IReadOnlyList<PatternPart> parts)
    {
        List<List<PatternPart>> components = [[]];
        foreach (var part in parts)
        {
            if (part is PatternPart.Text text)
                AddText(components, text.Value);
            else
                components[^1].Add(part);
        }

        return components;
    }

    /// <summary>True for <c>*</c> and for six components of which the first is <c>arn</c> and partition, service and resource are not empty.</summary>
    public static bool AreWellFormed(IReadOnlyList<PatternPart> parts) =>
        parts is [PatternPart.AnyRun]
        || (Split(parts) is [[PatternPart.Text { Value: "arn" }], { Count: > 0 }, { Count: > 0 }, _, _, { Count: > 0 }]);

    private static void AddText(List<List<PatternPart>> components, string text)
    {
        var pieces = text.Split(':', Components + 1 - components.Count);
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0)
                components.Add([]);
            if (pieces[i].Length > 0)
                components[^1].Add(new PatternPart.Text(pieces[i]));
        }
    }
}
