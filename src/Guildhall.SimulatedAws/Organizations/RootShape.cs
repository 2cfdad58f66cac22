using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>A root as the wire has it.</summary>
internal static class RootShape
{
    public static void Write(Utf8JsonWriter json, Organization organization)
    {
        json.WriteStartObject();
        json.WriteString("Id", organization.RootId);
        json.WriteString("Arn", Arns.Root(organization));
        json.WriteString("Name", "Root");
        json.WritePropertyName("PolicyTypes");
        WritePolicyTypes(json, organization);
        json.WriteEndObject();
    }

    public static void WritePolicyTypes(Utf8JsonWriter json, Organization organization)
    {
        json.WriteStartArray();
        if (organization.HasServiceControls)
        {
            json.WriteStartObject();
            json.WriteString("Type", "SERVICE_CONTROL_POLICY");
            json.WriteString("Status", "ENABLED");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
