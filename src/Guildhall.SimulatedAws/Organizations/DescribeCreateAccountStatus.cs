using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Tells what became of a CreateAccount request.</summary>
internal static class DescribeCreateAccountStatus
{
    public static readonly OrganizationsOperation Operation = new("DescribeCreateAccountStatus", Callers.Management, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("CreateAccountRequestId", Rules.CreationId);
        if (call.Input.Fault is { } fault) return fault;
        return call.State.Tables.Creations.Find(id) is { } creation && creation.OrganizationId == call.Organization.Id
            ? Answer.With(new CreationShape(creation).WriteNamed)
            : new WireError("CreateAccountStatusNotFoundException", $"The organization has no CreateAccount request {id}.");
    }
}
