using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Tells how far the end of a service's role is.</summary>
internal static class GetServiceLinkedRoleDeletionStatus
{
    public static readonly QueryOperation Operation = new("GetServiceLinkedRoleDeletionStatus", Handle);

    private static OperationResult Handle(QueryCall call)
    {
        var id = call.Input.Text("DeletionTaskId", Rules.TaskId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.Tables.RoleDeletions.Find(id) is not { } deletion || deletion.AccountId != call.AccountId)
            return new WireError("NoSuchEntity", "The account has no such deletion task.", 404);
        return OperationResult.Xml(new XElement(
            "Result",
            new XElement("Status", Status(deletion)),
            deletion.FailureReason is { } reason ? new XElement("Reason", new XElement("Reason", reason)) : null));
    }

    private static string Status(RoleDeletion deletion) =>
        deletion.DecidedAt is not null ? "IN_PROGRESS"
        : deletion.FailureReason is not null ? "FAILED"
        : "SUCCEEDED";
}
