using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Makes the calling account the management account of a new organization (aws-operations.md A.5).</summary>
internal static class CreateOrganization
{
    public static readonly OrganizationsOperation Operation = new("CreateOrganization", Callers.Everybody, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var features = call.Input.OptionalWord("FeatureSet", "ALL", "CONSOLIDATED_BILLING") ?? "ALL";
        if (call.Input.Fault is { } fault) return fault;
        if (call.Account.Membership is not null)
            return new WireError("AlreadyInOrganizationException", "The account is already a member of an organization.");
        if (MayNotLinkRole(call)) return NoRole();
        var organization = call.State.Found(call.Account, Enum.Parse<FeatureSet>(features), call.State.Options.AccountQuota);
        return Answer.With(OrganizationShape.Of(call.State, organization).Write);
    }

    // Founding makes the role AWSServiceRoleForOrganizations, in the name of the caller.
    private static bool MayNotLinkRole(OrganizationsCall call) =>
        Authorization.Refuse(
            call.Caller,
            "iam:CreateServiceLinkedRole",
            [LinkedService.Organizations.ArnIn(call.Account.Id)],
            [new("iam:AWSServiceName", LinkedService.Organizations.Principal)]) is not null;

    private static WireError NoRole() =>
        new WireError("AccessDeniedForDependencyException", "The caller may not create the service-linked role of AWS Organizations.")
            .With("Reason", "ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE");
}
