using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The errors of AWS Organizations (aws-operations.md A.4 to A.7).</summary>
internal static class Refusals
{
    public static WireError Denied() => new("AccessDeniedException", "The account of the caller may not use this operation.");

    public static WireError NotInUse() => new("AWSOrganizationsNotInUseException", "The account of the caller is not a member of an organization.");

    public static WireError Invalid(string reason, string message) => new WireError("InvalidInputException", message).With("Reason", reason);

    public static WireError Constraint(string reason, string message) => new WireError("ConstraintViolationException", message).With("Reason", reason);

    public static WireError TooMany(string type, string message) => new WireError("TooManyRequestsException", message).With("Type", type);

    public static WireError AccountNotFound(string id) => new("AccountNotFoundException", $"The organization has no account {id}.");

    public static WireError UnitNotFound(string id) => new("OrganizationalUnitNotFoundException", $"The organization has no organizational unit {id}.");

    public static WireError ParentNotFound(string id) => new("ParentNotFoundException", $"The organization has no root or organizational unit {id}.");

    public static WireError UnitNameTaken(string name) =>
        new("DuplicateOrganizationalUnitException", $"The parent already has an organizational unit with the name {name}.");

    public static WireError NotAllFeatures() =>
        Constraint("ORGANIZATION_NOT_IN_ALL_FEATURES_MODE", "The organization has only the consolidated billing features enabled.");
}
