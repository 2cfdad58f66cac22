using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Lists the delegated administrators, of all services or of one.</summary>
internal static class ListDelegatedAdministrators
{
    public static readonly OrganizationsOperation Operation = new("ListDelegatedAdministrators", Callers.Administrators, Handle);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var principal = call.Input.OptionalText("ServicePrincipal", Rules.ServicePrincipal);
        var since = call.Organization.Delegations
            .Where(delegation => principal is null || delegation.Principal == principal)
            .GroupBy(delegation => delegation.AccountId)
            .ToDictionary(group => group.Key, group => group.Min(delegation => delegation.RegisteredAt));
        var page = call.Page($"ListDelegatedAdministrators/{principal}", SortedIds.From(since.Keys));
        if (call.Input.Fault is { } fault) return fault;
        var shapes = page.Ids.Select(id => AccountShape.Of(call, call.State.Tables.Accounts.Get(id)) with { DelegatedSince = since[id] }).ToArray();
        return Answer.With(json =>
        {
            json.WriteStartArray("DelegatedAdministrators");
            foreach (var shape in shapes) shape.Write(json);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }
}
