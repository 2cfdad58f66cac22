using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Tells any member about its organization.</summary>
internal static class DescribeOrganization
{
    public static readonly OrganizationsOperation Operation = new("DescribeOrganization", Callers.Members, Handle);

    private static OperationResult Handle(OrganizationsCall call) => Answer.With(OrganizationShape.Of(call.State, call.Organization).Write);
}
