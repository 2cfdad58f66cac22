using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Storage;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations.Handshakes;

/// <summary>The invitations that an organization has sent, and those that an account has received.</summary>
internal static class HandshakeLists
{
    public static IReadOnlyList<OrganizationsOperation> All { get; } =
    [
        new("ListHandshakesForOrganization", Callers.Administrators, call => List(call, "ListHandshakesForOrganization", call.State.Indexes.Handshakes.Of(call.Organization.Id))),
        new("ListHandshakesForAccount", Callers.Everybody, call => List(call, "ListHandshakesForAccount", SortedIds.From(call.State.ReceivedBy(call.Account)))),
    ];

    private static OperationResult List(OrganizationsCall call, string name, SortedIds ids)
    {
        var all = AsksForInvitations(call);
        var page = call.Page($"{name}/{all}", all ? ids : SortedIds.Empty);
        if (call.Input.Fault is { } fault) return fault;
        var shapes = page.Ids.Select(id => HandshakeShape.Of(call.State, call.State.Tables.Handshakes.Get(id))).ToArray();
        return Answer.With(json =>
        {
            json.WriteStartArray("Handshakes");
            foreach (var shape in shapes) shape.Write(json);
            json.WriteEndArray();
            page.WriteToken(json);
        });
    }

    /// <summary>Whether the filter lets invitations through; the simulation has no other handshakes.</summary>
    private static bool AsksForInvitations(OrganizationsCall call)
    {
        if (call.Input.Structure("Filter") is not { } filter) return true;
        var action = filter.OptionalWord("ActionType", "INVITE", "ENABLE_ALL_FEATURES", "APPROVE_ALL_FEATURES", "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE", "TRANSFER_RESPONSIBILITY");
        var parent = filter.OptionalText("ParentHandshakeId", Rules.HandshakeId);
        if (action is not null && parent is not null) filter.Blame(Refusals.Invalid("MAX_LIMIT_EXCEEDED_FILTER", "Only one filter can be given."));
        if (filter.Fault is { } fault) call.Input.Blame(fault);
        return parent is null && action is null or "INVITE";
    }
}
