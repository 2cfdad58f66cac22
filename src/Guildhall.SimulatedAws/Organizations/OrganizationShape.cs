using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>An organization as the wire has it.</summary>
internal sealed record OrganizationShape(Organization Organization, string ManagementEmail)
{
    public static OrganizationShape Of(WorldState state, Organization organization) =>
        new(organization, state.Tables.Accounts.Get(organization.ManagementAccountId).Email);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("Organization");
        json.WriteString("Id", Organization.Id);
        json.WriteString("Arn", Arns.Of(Organization));
        json.WriteString("FeatureSet", Organization.FeatureSet.ToString());
        json.WriteString("MasterAccountArn", Arns.Account(Organization, Organization.ManagementAccountId));
        json.WriteString("MasterAccountId", Organization.ManagementAccountId);
        json.WriteString("MasterAccountEmail", ManagementEmail);
        json.WritePropertyName("AvailablePolicyTypes");
        RootShape.WritePolicyTypes(json, Organization);
        json.WriteEndObject();
    }
}
