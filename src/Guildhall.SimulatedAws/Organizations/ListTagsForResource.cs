using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the tags of the root, a unit or an account.</summary>
internal static class ListTagsForResource
{
    public static readonly OrganizationsOperation Operation = new("ListTagsForResource", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("ResourceId", Rules.ResourceId);
        if (call.Input.Fault is { } malformed) return malformed;
        if (call.FindTags(id) is not { } tags) return Tagging.NotFound(id);
        var page = call.Page($"ListTagsForResource/{id}", SortedIds.From(tags.Keys));
        if (call.Input.Fault is { } fault) return fault;
        return Answer.With(json =>
        {
            json.WriteStartArray("Tags");
            foreach (var key in page.Ids) TagShape.Write(json, key, tags[key]);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
