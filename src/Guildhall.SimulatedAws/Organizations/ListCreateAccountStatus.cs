using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists CreateAccount requests, of all states or of some.</summary>
internal static class ListCreateAccountStatus
{
    public static readonly OrganizationsOperation Operation = new("ListCreateAccountStatus", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var states = call.Input.Words("States", Enum.GetNames<CreationState>());
        var creations = call.State.Tables.Creations;
        var page = call.Page(
            $"ListCreateAccountStatus/{string.Join(',', states ?? [])}",
            call.State.Indexes.Creations.Of(call.Organization.Id),
            id => states is null or [] || states.Contains(creations.Get(id).State.ToString()));
        if (call.Input.Fault is { } fault) return fault;
        var shapes = page.Ids.Select(id => new CreationShape(creations.Get(id))).ToArray();
        return Answer.With(json =>
        {
            json.WriteStartArray("CreateAccountStatuses");
            foreach (var shape in shapes) shape.Write(json);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
