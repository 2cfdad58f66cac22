using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Takes tags off the root, a unit or an account; keys it does not have do not matter.</summary>
internal static class UntagResource
{
    public static readonly OrganizationsOperation Operation = new("UntagResource", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("ResourceId", Rules.ResourceId);
        var keys = call.Input.TagKeys();
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindTags(id) is not { } present) return Tagging.NotFound(id);
        var left = present.RemoveRange(keys);
        if (left.IsEmpty) call.State.Tables.Tags.Remove(id);
        else call.State.Tables.Tags.Put(new ResourceTags(id, left));
        return OperationResult.Empty;
    }
}
