using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Makes the role of a service in the account (aws-operations.md A.9, B).</summary>
internal static class CreateServiceLinkedRole
{
    public static readonly QueryOperation Operation = new("CreateServiceLinkedRole", Handle)
    {
        Resource = RoleArn.OfService,
        Condition = ("iam:AWSServiceName", "AWSServiceName"),
    };

    private static OperationResult Handle(QueryCall call)
    {
        var principal = call.Input.Text("AWSServiceName", Rules.ServiceName);
        var description = call.Input.OptionalText("Description", Rules.Description);
        if (call.Input.Fault is { } fault) return fault;
        if (LinkedService.Find(principal) is not { } service) return Refusals.Input($"{principal} is not a service with a service-linked role.");
        if (call.Input.Has("CustomSuffix")) return Refusals.Input($"{principal} takes no custom suffix.");
        if (call.State.FindLinkedRole(call.AccountId, service) is not null)
            return Refusals.Input($"The role name {service.RoleName} has been taken in this account.");
        if (service.ManagementOnly && !IsManagement(call))
            return Refusals.Input($"{principal} has its role in the management account of an organization with all features only.");
        return RoleShape.Result(call.State.LinkRole(call.AccountId, service, call.State.Now, description));
    }

    private static bool IsManagement(QueryCall call) =>
        call.State.Tables.Organizations.Find(call.State.Tables.Accounts.Get(call.AccountId).Membership?.OrganizationId) is { } organization
        && organization.ManagementAccountId == call.AccountId
        && organization.FeatureSet == FeatureSet.ALL;
}
