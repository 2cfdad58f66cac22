using System.Collections.Immutable;

namespace Guildhall.Domain.Agreements;

/// <summary>Refusals of the Agreement API. The code of a malformed or forbidden one is AWS's <c>reason</c>. storefront-and-procurement.md B.11.</summary>
public static class AgreementProblems
{
    public const string DeniedByPolicy = "DENIED_BY_PRIVATE_MARKETPLACE_POLICY";

    /// <param name="reason">One of the 82 values of the model.</param>
    /// <param name="member">The input member it is about.</param>
    public static Problem Invalid(string reason, string message, string? member = null) => new(ProblemKind.Malformed, reason, message, member);

    public static Problem NotFound(string type, string id) =>
        Problem.NotFound($"There is no {Words(type)} of this id that this account may see.") with { Subject = new ProblemSubject(type, id) };

    public static Problem Conflict(string type, string? id, string message) => Problem.Conflict("CONFLICT", message) with { Subject = new ProblemSubject(type, id) };

    /// <summary>The account is suspended or closed, or not there yet.</summary>
    public static Problem AccountState(string message) => new(ProblemKind.Forbidden, "INVALID_ACCOUNT_STATE", message);

    public static Problem Access(string message) => new(ProblemKind.Forbidden, "INVALID_ACCESS", message);

    /// <summary>Whether it was refused because the quote is worth nothing any more, or never was: another one can be asked for.</summary>
    public static bool IsOfLapsedQuote(ImmutableArray<Problem> problems) =>
        problems is [{ Code: "INVALID_AGREEMENT_REQUEST_ID" } or { Kind: ProblemKind.NotFound, Subject.Type: "AgreementRequest" }, ..];

    /// <summary>Whether the private marketplace itself refused: a request for the product is a way out. A spent budget refuses with the same reason, AWS has no other, and a request changes nothing of it.</summary>
    public static bool IsDenied(Problem problem) => problem is { Code: DeniedByPolicy, Subject: null };

    private static string Words(string type) => string.Concat(type.Select((letter, place) => char.IsUpper(letter) ? $"{(place > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
