using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Problems as errors of the Agreement API. storefront-and-procurement.md B.11.</summary>
internal static class AgreementErrors
{
    /// <summary>The model's bound.</summary>
    private const int LongestMessage = 1_024;

    public static WireError Of(Problem problem, string requestId)
    {
        var message = problem.Message.Length <= LongestMessage ? problem.Message : problem.Message[..(LongestMessage - 1)] + "…";
        return (problem.Kind switch
        {
            ProblemKind.Malformed => new WireError("ValidationException", message).With("reason", problem.Code == "VALIDATION_ERROR" ? "OTHER" : problem.Code) with { Fields = FieldsOf(problem, message) },
            ProblemKind.NotFound => About(new WireError("ResourceNotFoundException", message), problem.Subject),
            ProblemKind.Conflict or ProblemKind.InUse => About(new WireError("ConflictException", message), problem.Subject),
            ProblemKind.Forbidden => new WireError("AccessDeniedException", message).With("reason", problem.Code is "ACCESS_DENIED" or "CALLER_NOT_AUTHORIZED" ? "INVALID_ACCESS" : problem.Code),
            ProblemKind.LimitReached => About(new WireError("ServiceQuotaExceededException", message).With("serviceCode", "aws-marketplace").With("quotaCode", "OPEN_AGREEMENT_REQUESTS"), problem.Subject),
            _ => new WireError("ThrottlingException", message),
        }).With("requestId", requestId);
    }

    private static IReadOnlyList<WireFault> FieldsOf(Problem problem, string message) => problem.Member is { } member ? [new WireFault(member, message)] : [];

    private static WireError About(WireError error, ProblemSubject? subject)
    {
        if (subject is null) return error;
        var typed = error.With("resourceType", subject.Type);
        return subject.Id is { } id ? typed.With("resourceId", id) : typed;
    }
}
