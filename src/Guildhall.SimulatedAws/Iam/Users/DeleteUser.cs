using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>Removes a user that has neither keys nor policies left.</summary>
internal static class DeleteUser
{
    public static readonly QueryOperation Operation = new("DeleteUser", Handle) { Resource = UserArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.Text("UserName", Rules.UserName);
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindUser(name) is not { } user) return Refusals.NoUser(name);
        if (call.State.Indexes.Keys.Of(AccessKey.OwnerOf(user.AccountId, user.Name)).Count > 0) return Refusals.Conflict("The user still has access keys.");
        if (!user.Permissions.Attached.IsEmpty) return Refusals.Conflict("The user still has policies attached.");
        if (!user.Permissions.Inline.IsEmpty) return Refusals.Conflict("The user still has inline policies.");
        call.State.Tables.Users.Remove(user.Id);
        return OperationResult.Empty;
    }
}
