using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The errors of AWS Organizations (aws-operations.md A.4 to A.7).</summary>
internal static class Refusals
{
    public static Refusal Denied() => new("AccessDeniedException", "The account of the caller may not use this operation.");

    public static Refusal NotInUse() => new("AWSOrganizationsNotInUseException", "The account of the caller is not a member of an organization.");

    public static Refusal Invalid(string reason, string message) => new("InvalidInputException", message, Reason: reason);

    public static Refusal Constraint(string reason, string message) => new("ConstraintViolationException", message, Reason: reason);

    public static Refusal TooMany(string type, string message) => new("TooManyRequestsException", message, Type: type);

    public static Refusal AccountNotFound(string id) => new("AccountNotFoundException", $"The organization has no account {id}.");

    public static Refusal UnitNotFound(string id) => new("OrganizationalUnitNotFoundException", $"The organization has no organizational unit {id}.");

    public static Refusal ParentNotFound(string id) => new("ParentNotFoundException", $"The organization has no root or organizational unit {id}.");

    public static Refusal UnitNameTaken(string name) =>
        new("DuplicateOrganizationalUnitException", $"The parent already has an organizational unit with the name {name}.");

    public static Refusal NotAllFeatures() =>
        Constraint("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "The organization has only the consolidated billing features enabled.");
}
