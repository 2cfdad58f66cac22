namespace Guildhall.Domain;

/// <summary>Why something is refused, in one of a closed set of kinds that the doors translate (AWS error, sentence on a page).</summary>
public enum ProblemKind
{
    /// <summary>The input itself is wrong: shape, limit, unknown member, stale revision.</summary>
    Malformed,

    /// <summary>It does not exist, or the caller may not see it.</summary>
    NotFound,

    /// <summary>The present state forbids it.</summary>
    Conflict,

    /// <summary>Another change is running on it.</summary>
    InUse,

    /// <summary>The caller may not do it.</summary>
    Forbidden,

    /// <summary>A quota is used up.</summary>
    LimitReached,

    /// <summary>Something outside did not answer as expected.</summary>
    Upstream,
}

/// <summary>
/// A refusal. <paramref name="Code"/> is the spec's word (<c>ENTITY_IN_USE</c>, letters and underscores only: private-marketplace.md 1.3),
/// <paramref name="Message"/> one sentence for a person, <paramref name="Member"/> the input member it is about, when there is one.
/// </summary>
public sealed record Problem(ProblemKind Kind, string Code, string Message, string? Member = null)
{
    /// <summary>The id of the change set that is in the way, where one is known to be.</summary>
    public string? ChangeSet { get; init; }

    /// <summary>What the refusal is about, where the answer names it.</summary>
    public ProblemSubject? Subject { get; init; }

    /// <summary>With its member as documents and forms spell it: <c>targetValue</c>.</summary>
    public Problem AsSpelt => this with { Member = Member is { Length: > 0 } member ? char.ToLowerInvariant(member[0]) + member[1..] : null };

    public static Problem Malformed(string message, string? member = null) => new(ProblemKind.Malformed, "VALIDATION_ERROR", message, member);

    public static Problem NotFound(string message) => new(ProblemKind.NotFound, "ENTITY_NOT_FOUND", message);

    public static Problem Conflict(string code, string message) => new(ProblemKind.Conflict, code, message);

    public static Problem Forbidden(string message) => new(ProblemKind.Forbidden, "CALLER_NOT_AUTHORIZED", message);

    public static Problem Limit(string message) => new(ProblemKind.LimitReached, "LIMIT_EXCEEDED", message);
}

/// <summary>A resource that a refusal is about.</summary>
/// <param name="Type">AWS's word: <c>Agreement</c>, <c>AgreementRequest</c>, <c>AgreementProposal</c>, <c>Charge</c> and so on.</param>
public sealed record ProblemSubject(string Type, string? Id);
