using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Takes the calling account out of its organization.</summary>
internal static class LeaveOrganization
{
    public static readonly OrganizationsOperation Operation = new("LeaveOrganization", Callers.Members, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        if (RemoveAccountFromOrganization.Refuse(call.State, call.Organization, call.Account) is { } refusal) return refusal;
        call.State.Release(call.Organization, call.Account);
        return OperationResult.Empty;
    }
}
