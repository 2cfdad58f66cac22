using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists all accounts of the organization, in the order of their ids.</summary>
internal static class ListAccounts
{
    public static readonly OrganizationsOperation Operation = new("ListAccounts", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var page = call.Page("ListAccounts", call.State.Indexes.Members.Of(call.Organization.Id));
        if (call.Input.Fault is { } fault) return fault;
        return Answer.With(AccountList.Of(call, page).Write);
    }
}
