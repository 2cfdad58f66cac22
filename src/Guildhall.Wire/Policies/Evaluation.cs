namespace Guildhall.Wire.Policies;

/// <summary>The answer to a request, and what decided it.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Layer">The layer of the deciding statement, or for an implicit deny the first layer that does not allow.</param>
/// <param name="Policy">The name of the deciding policy; null for an implicit deny.</param>
/// <param name="Statement">The <c>Sid</c> of the deciding statement, or its place such as <c>Statement[2]</c>; null for an implicit deny.</param>
public readonly record struct Evaluation(Verdict Verdict, PolicyLayer Layer, string? Policy, string? Statement)
{
    public bool IsAllowed => Verdict == Verdict.Allow;
}
