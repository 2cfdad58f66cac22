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
        var roles = call.State.Tables.Roles;
        var keys = call.State.Indexes.Roles.Of(call.AccountId).All.Where(id => roles.Get(id).Path.StartsWith(prefix, StringComparison.Ordinal));
        return call.Page("Roles", keys, id => RoleShape.Members(roles.Get(id), false)) is { } page ? OperationResult.Xml(page) : call.Input.Fault!;
    }
}
