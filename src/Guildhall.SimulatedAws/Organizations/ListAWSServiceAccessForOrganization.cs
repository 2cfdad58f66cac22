using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the services that the organization trusts.</summary>
internal static class ListAWSServiceAccessForOrganization
{
    public static readonly OrganizationsOperation Operation = new("ListAWSServiceAccessForOrganization", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var granted = call.Organization.ServiceAccess.ToDictionary(access => access.Principal);
        var page = call.Page("ListAWSServiceAccessForOrganization", SortedIds.From(granted.Keys));
        if (call.Input.Fault is { } fault) return fault;
        return Answer.With(json =>
        {
            json.WriteStartArray("EnabledServicePrincipals");
            foreach (var id in page.Ids) ServiceShape.Write(json, id, "DateEnabled", granted[id].EnabledAt);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
