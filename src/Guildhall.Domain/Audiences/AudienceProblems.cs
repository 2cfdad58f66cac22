using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Audiences;

/// <summary>Refusals of single principals. Codes: private-marketplace.md 4.</summary>
internal static class AudienceProblems
{
    public static Problem InUse(PrincipalId principal) =>
        new(ProblemKind.InUse, "ENTITY_IN_USE", $"Another change set, accepted earlier and not finished, moves {principal}; try again later.");

    public static Problem Foreign(PrincipalId principal) =>
        Problem.Forbidden($"{principal} does not belong to the organization of the caller.");

    public static Problem NotIntegrated(PrincipalId principal) => Problem.Conflict(
        "INTEGRATION_DISABLED",
        $"{principal} is no account: organizational units and the organization need trusted access and the service-linked role (see Settings).");

    public static Problem NotFound(PrincipalId principal) =>
        Problem.Conflict("PRINCIPAL_NOT_FOUND", $"{principal} is neither an account nor an organizational unit of the caller's organization.");

    public static Problem Elsewhere(PrincipalId principal, Experience other) =>
        Problem.Conflict("ENTITY_ALREADY_EXISTS", $"{principal} belongs to {other.Id}; remove it there first.");

    public static Problem NotAssociated(PrincipalId principal, Experience experience) =>
        Problem.Conflict("PRINCIPAL_NOT_ASSOCIATED", $"{principal} is not associated with {experience.Id}.");

    public static Problem Full(Experience experience) =>
        Problem.Limit($"The audience of {experience.Id} would have more than {Audience.Limit:N0} principals.");
}
