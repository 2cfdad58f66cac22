using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the services that a delegated administrator administers.</summary>
internal static class ListDelegatedServicesForAccount
{
    public static readonly OrganizationsOperation Operation = new("ListDelegatedServicesForAccount", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var accountId = call.Input.Text("AccountId", Rules.AccountId);
        var since = call.Organization.Delegations
            .Where(delegation => delegation.AccountId == accountId)
            .ToDictionary(delegation => delegation.Principal, delegation => delegation.RegisteredAt);
        var page = call.Page($"ListDelegatedServicesForAccount/{accountId}", SortedIds.From(since.Keys));
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, accountId) is null) return Refusals.AccountNotFound(accountId);
        if (since.Count == 0) return new WireError("AccountNotRegisteredException", "The account is not a delegated administrator.");
        return Answer.With(json =>
        {
            json.WriteStartArray("DelegatedServices");
            foreach (var id in page.Ids) ServiceShape.Write(json, id, "DelegationEnabledDate", since[id]);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
