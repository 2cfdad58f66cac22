using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Users;

/// <summary>Lists the account's users by name.</summary>
internal static class ListUsers
{
    public static readonly QueryOperation Operation = new("ListUsers", Handle);

    private static OperationResult Handle(QueryCall call)
    {
        var prefix = call.Input.OptionalText("PathPrefix", Rules.PathPrefix) ?? "/";
        var page = Paging.Read(call.Input);
        if (call.Input.Fault is { } fault) return fault;
        var users = call.State.Tables.Users;
        var keys = call.State.Indexes.Users.Of(call.AccountId).All.Where(id => users.Get(id).Path.StartsWith(prefix, StringComparison.Ordinal));
        return page.Of("Users", keys, id => UserShape.Members(users.Get(id), false));
    }
}
