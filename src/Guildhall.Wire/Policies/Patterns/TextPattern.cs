using Guildhall.Wire.Policies.Conditions;

namespace Guildhall.Wire.Policies.Patterns;

/// <summary>A pattern over a whole text. One with variables is compiled anew for each request, from the request's values.</summary>
internal sealed class TextPattern : ValueTest
{
    private readonly IReadOnlyList<PatternPart> parts;
    private readonly bool ignoreCase;
    private readonly Glob? fixedGlob;

    public TextPattern(IReadOnlyList<PatternPart> parts, bool ignoreCase)
    {
        this.parts = parts;
        this.ignoreCase = ignoreCase;
        if (!PatternVariables.Any(parts))
            fixedGlob = Glob.Compile(parts, ignoreCase);
    }

    public override IEnumerable<string> Variables => PatternVariables.Required(parts);

    public override bool Matches(string value, in PolicyRequest request)
    {
        if (fixedGlob is not null)
            return fixedGlob.Matches(value);
        return PatternVariables.Resolve(parts, request) is { } resolved && Glob.Compile(resolved, ignoreCase).Matches(value);
    }
}
