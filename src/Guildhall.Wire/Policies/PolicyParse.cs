namespace Guildhall.Wire.Policies;

/// <summary>What came of reading a policy.</summary>
public abstract record PolicyParse
{
    private PolicyParse()
    {
    }

    /// <summary>The policy can be used.</summary>
    public sealed record Accepted(PolicyDocument Document) : PolicyParse;

    /// <summary>The policy is refused for these reasons, at least one.</summary>
    public sealed record Refused(IReadOnlyList<PolicyError> Errors) : PolicyParse;
}

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Path">The element, such as <c>Statement[0].Condition.StringEquals</c>; empty for the whole document.</param>
/// <param name="Sentence">A sentence that begins with the path, or with "The policy".</param>
public readonly record struct PolicyError(string Path, string Sentence);
