using System.Text.Json;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>What a policy is attached to, as the wire has it.</summary>
internal static class TargetShape
{
    public static void Write(Utf8JsonWriter json, OrganizationsCall call, string id)
    {
        var (arn, name, type) = id == call.Organization.RootId ? (Arns.Root(call.Organization), "Root", "ROOT")
            : call.State.FindUnit(call.Organization, id) is { } unit ? (Arns.Unit(call.Organization, id), unit.Name, "ORGANIZATIONAL_UNIT")
            : (Arns.Account(call.Organization, id), call.State.Tables.Accounts.Get(id).Name, "ACCOUNT");
        json.WriteStartObject();
        json.WriteString("TargetId", id);
        json.WriteString("Arn", arn);
        json.WriteString("Name", name);
        json.WriteString("Type", type);
        json.WriteEndObject();
    }
}
