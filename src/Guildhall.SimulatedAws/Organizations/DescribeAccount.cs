using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Tells about one account of the organization.</summary>
internal static class DescribeAccount
{
    public static readonly OrganizationsOperation Operation = new("DescribeAccount", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("AccountId", Rules.AccountId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, id) is not { } account) return Refusals.AccountNotFound(id);
        var shape = AccountShape.Of(call, account);
        return Answer.With(json =>
        {
            json.WritePropertyName("Account");
            shape.Write(json);
        });
    }
}
