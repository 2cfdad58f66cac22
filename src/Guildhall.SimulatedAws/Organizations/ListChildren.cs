using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the ids of the accounts or of the units directly in the root or in a unit.</summary>
internal static class ListChildren
{
    public static readonly OrganizationsOperation Operation = new("ListChildren", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var parentId = call.Input.Text("ParentId", Rules.ParentId);
        var type = call.Input.Word("ChildType", "ACCOUNT", "ORGANIZATIONAL_UNIT");
        var ids = type == "ACCOUNT" ? call.State.Indexes.AccountsIn.Of(parentId) : call.State.Indexes.UnitsIn.Of(parentId);
        var page = call.Page($"ListChildren/{parentId}/{type}", ids);
        if (call.Input.Fault is { } fault) return fault;
        if (!call.State.HasParent(call.Organization, parentId)) return Refusals.ParentNotFound(parentId);
        return Answer.With(json =>
        {
            json.WriteStartArray("Children");
            foreach (var id in page.Ids) NodeShape.Write(json, id, type);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
