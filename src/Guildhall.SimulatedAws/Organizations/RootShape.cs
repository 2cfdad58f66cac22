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

    /// <summary>With all features, service control policies are enabled from the start (aws-operations.md A.5).</summary>
    public static void WritePolicyTypes(Utf8JsonWriter json, Organization organization)
    {
        json.WriteStartArray();
        if (organization.FeatureSet == FeatureSet.ALL)
        {
            json.WriteStartObject();
            json.WriteString("Type", "SERVICE_CONTROL_POLICY");
            json.WriteString("Status", "ENABLED");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
