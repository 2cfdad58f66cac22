namespace Guildhall.Wire.Policies.Reading;

/// <summary>
/// Looks at a policy's raw text before it is read as JSON: size, depth and characters. As with AWS, white space between the
/// elements does not count towards the size, and the text is Latin-1.
/// </summary>
internal sealed class PolicyText
{
    private const int MaxDepth = 16;
    private const int MaxRawLength = 131_072;
    private readonly string json;
    private bool inString;
    private int counted;
    private int depth;

    private PolicyText(string json) => this.json = json;

    /// <summary>The second half of a sentence that says what is wrong with the text; null when nothing is.</summary>
    public static string? FindFault(string json, PolicyKind kind)
    {
        if (json.Length > MaxRawLength)
            return $"has {json.Length} characters; at most {MaxRawLength} are read, white space included";

        var text = new PolicyText(json);
        for (var index = 0; index < json.Length; index++)
        {
            if (text.Step(ref index) is { } fault)
                return fault;
        }

        var limit = LimitOf(kind);
        return text.counted <= limit ? null : $"has {text.counted} characters besides white space; at most {limit} are allowed";
    }

    private static int LimitOf(PolicyKind kind) => kind is PolicyKind.ServiceControl or PolicyKind.Resource ? 10_240 : 6_144;

    private string? Step(ref int index)
    {
        var c = json[index];
        if (c is not ('\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF')))
            return $"contains the character U+{(int)c:X4}; only tab, line breaks and U+0020 to U+00FF are allowed";
        if (inString)
            return StepInString(c, ref index);

        if (c is not (' ' or '\t' or '\n' or '\r'))
            counted++;
        inString = c == '"';
        depth += c switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
        return depth > MaxDepth ? $"is nested more than {MaxDepth} levels deep" : null;
    }

    private string? StepInString(char c, ref int index)
    {
        counted++;
        inString = c != '"';
        if (c != '\\')
            return null;

        // Half of a pair alone is no text, and a whole pair is beyond Latin-1 anyway.
        if (json.AsSpan(index + 1) is ['u', 'd' or 'D', >= '8', ..])
            return $"contains the escape {json.AsSpan(index, Math.Min(6, json.Length - index))}; characters beyond U+FFFF are not allowed";
        counted++;
        index++;
        return null;
    }
}
