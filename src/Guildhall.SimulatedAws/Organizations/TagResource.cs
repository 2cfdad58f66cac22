using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Adds tags to the root, a unit or an account, or changes their values.</summary>
internal static class TagResource
{
    public static readonly OrganizationsOperation Operation = new("TagResource", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("ResourceId", Rules.ResourceId);
        var tags = call.Input.Tags();
        if (call.Input.Items("Tags") is null) call.Input.Blame(Refusals.Invalid("INPUT_REQUIRED", "The member Tags is missing."));
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindTags(id) is not { } present) return Tagging.NotFound(id);
        var all = present.SetItems(tags);
        if (all.Count > Rules.TagMaximum)
            return Refusals.Constraint("MAX_TAG_LIMIT_EXCEEDED", $"A resource may have at most {Rules.TagMaximum} tags.");
        if (all.Count > 0) call.State.Tables.Tags.Put(new ResourceTags(id, all));
        return OperationResult.Empty;
    }
}
