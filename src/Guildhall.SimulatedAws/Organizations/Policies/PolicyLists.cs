using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>Pages of policies.</summary>
internal static class PolicyLists
{
    public static OperationResult Write(OrganizationsCall call, string list, IEnumerable<string> ids)
    {
        var page = call.Page(list, SortedIds.From(ids));
        if (call.Input.Fault is { } fault) return fault;
        return Answer.With(json =>
        {
            json.WriteStartArray("Policies");
            foreach (var id in page.Ids) PolicyShape.Find(call, id)!.WriteSummary(json);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
