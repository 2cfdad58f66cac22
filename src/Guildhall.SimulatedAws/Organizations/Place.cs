using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>What an account may ask for by its place in the organization, whatever its policies say (aws-operations.md A.4).</summary>
internal static class Place
{
    public static WireError? Refuse(Callers callers, Account account, Organization? organization)
    {
        if (callers == Callers.Everybody) return null;
        if (organization is null) return Refusals.NotInUse();
        var isManagement = organization.ManagementAccountId == account.Id;
        var mayCall = callers switch
        {
            Callers.Members => true,
            Callers.Administrators => isManagement || organization.Delegations.Exists(delegation => delegation.AccountId == account.Id),
            Callers.Management => isManagement,
            _ => throw new ArgumentOutOfRangeException(nameof(callers)),
        };
        return mayCall ? null : Refusals.Denied();
    }
}
