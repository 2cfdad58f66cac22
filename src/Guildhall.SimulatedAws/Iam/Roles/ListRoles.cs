using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Lists the account's roles by name.</summary>
internal static class ListRoles
{
    public static readonly QueryOperation Operation = new("ListRoles", Handle);

    private static OperationResult Handle(QueryCall call)
    {
        var prefix = call.Input.OptionalText("PathPrefix", Rules.PathPrefix) ?? "/";
        var page = Paging.Read(call.Input);
        if (call.Input.Fault is { } fault) return fault;
        var roles = call.State.Tables.Roles;
        var keys = call.State.Indexes.Roles.Of(call.AccountId).All.Where(id => roles.Get(id).Path.StartsWith(prefix, StringComparison.Ordinal));
        return page.Of("Roles", keys, id => RoleShape.Members(roles.Get(id), false));
    }
}
