using System.Xml.Linq;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Roles;

/// <summary>Asks for the end of a service's role; whether it ends is decided later (aws-operations.md B).</summary>
internal static class DeleteServiceLinkedRole
{
    public static readonly QueryOperation Operation = new("DeleteServiceLinkedRole", Handle) { Resource = RoleArn.Of };

    private static OperationResult Handle(QueryCall call)
    {
        var name = call.Input.Text("RoleName", Rules.RoleName);
        if (call.Input.Fault is { } fault) return fault;
        if (call.FindRole(name) is not { LinkedService: not null } role) return Refusals.NoRole(name);
        var deletion = new RoleDeletion
        {
            Id = call.State.Ids.DeletionTask(role.Path, role.Name),
            AccountId = role.AccountId,
            RoleName = role.Name,
            DecidedAt = call.State.Now + call.State.Options.RoleDeletionTime,
        };
        call.State.Tables.RoleDeletions.Put(deletion);
        return OperationResult.Xml(new XElement("Result", new XElement("DeletionTaskId", deletion.Id)));
    }
}
