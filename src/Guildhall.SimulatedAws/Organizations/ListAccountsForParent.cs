using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the accounts directly in the root or in a unit.</summary>
internal static class ListAccountsForParent
{
    public static readonly OrganizationsOperation Operation = new("ListAccountsForParent", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var parentId = call.Input.Text("ParentId", Rules.ParentId);
        var page = call.Page($"ListAccountsForParent/{parentId}", call.State.Indexes.AccountsIn.Of(parentId));
        if (call.Input.Fault is { } fault) return fault;
        if (!call.State.HasParent(call.Organization, parentId)) return Refusals.ParentNotFound(parentId);
        return Answer.With(AccountList.Of(call, page).Write);
    }
}
