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
        if (RoleForOrganizations.Refuse(call) is { } denied) return denied;
        var organization = call.State.Found(call.Account, Enum.Parse<FeatureSet>(features), call.State.Options.AccountQuota);
        return Answer.With(OrganizationShape.Of(call.State, organization).Write);
    }
}
