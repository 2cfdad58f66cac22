using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Founding an organization and joining one make the role AWSServiceRoleForOrganizations, in the name of the caller.</summary>
internal static class RoleForOrganizations
{
    /// <summary>The refusal when the caller may not make it; null when it may.</summary>
    public static WireError? Refuse(OrganizationsCall call) =>
        Authorization.Refuse(
            call.Caller,
            "iam:CreateServiceLinkedRole",
            [LinkedService.Organizations.ArnIn(call.Account.Id)],
            [new("iam:AWSServiceName", LinkedService.Organizations.Principal)]) is null
            ? null
            : new WireError("AccessDeniedForDependencyException", "The caller may not create the service-linked role of AWS Organizations.")
                .With("Reason", "ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE");
}
