using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Tells the one parent of an account or of a unit.</summary>
internal static class ListParents
{
    public static readonly OrganizationsOperation Operation = new("ListParents", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var childId = call.Input.Text("ChildId", Rules.ChildId);
        var parentId = call.State.FindMember(call.Organization, childId)?.Membership?.ParentId
            ?? call.State.FindUnit(call.Organization, childId)?.ParentId;
        var ids = new SortedIds();
        if (parentId is not null) ids.Add(parentId);
        var page = call.Page($"ListParents/{childId}", ids);
        if (call.Input.Fault is { } fault) return fault;
        if (parentId is null) return new WireError("ChildNotFoundException", $"The organization has no account or organizational unit {childId}.");
        return Answer.With(json =>
        {
            json.WriteStartArray("Parents");
            foreach (var id in page.Ids) NodeShape.Write(json, id, id == call.Organization.RootId ? "ROOT" : "ORGANIZATIONAL_UNIT");
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
