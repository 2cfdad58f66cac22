using Guildhall.Wire.Policies.Conditions;

namespace Guildhall.Wire.Policies.Patterns;

/// <summary>
/// The operand of the Arn operators: each of the six components of the ARN is compared by itself, so no <c>*</c> reaches over a
/// colon except in the last. <c>ArnEquals</c> and <c>ArnLike</c> are the same (IAM's page on condition operators).
/// </summary>
internal sealed class ArnPattern : ValueTest
{
    private readonly IReadOnlyList<PatternPart> parts;
    private readonly Glob[]? fixedGlobs;

    public ArnPattern(IReadOnlyList<PatternPart> parts)
    {
        this.parts = parts;
        if (!PatternVariables.Any(parts))
            fixedGlobs = Compile(parts);
    }

    public override IEnumerable<string> Variables => PatternVariables.Required(parts);

    public override bool Matches(string value, in PolicyRequest request)
    {
        if (parts is [PatternPart.AnyRun])
            return true;

        var globs = fixedGlobs ?? (PatternVariables.Resolve(parts, request) is { } resolved ? Compile(resolved) : []);
        var components = value.Split(':', ArnParts.Components);
        return globs.Length == ArnParts.Components
            && components.Length == ArnParts.Components
            && globs.Zip(components).All(pair => pair.First.Matches(pair.Second));
    }

    private static Glob[] Compile(IReadOnlyList<PatternPart> parts) =>
        [.. ArnParts.Split(parts).Select(component => Glob.Compile(component, ignoreCase: false))];
}
