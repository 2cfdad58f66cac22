using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the one root and the policy types enabled in it.</summary>
internal static class ListRoots
{
    public static readonly OrganizationsOperation Operation = new("ListRoots", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var ids = new SortedIds();
        ids.Add(call.Organization.RootId);
        var page = call.Page("ListRoots", ids);
        if (call.Input.Fault is { } fault) return fault;
        return Answer.With(json =>
        {
            json.WriteStartArray("Roots");
            foreach (var _ in page.Ids) RootShape.Write(json, call.Organization);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
