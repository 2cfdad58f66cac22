using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Organizations.Policies;

/// <summary>A policy as the wire has it: an organization's own, or the one that AWS manages.</summary>
internal sealed record PolicyShape(string Id, string Arn, string Name, string Description, bool AwsManaged, string Content)
{
    /// <summary>Null when the organization has no such policy.</summary>
    public static PolicyShape? Find(OrganizationsCall call, string id) =>
        id == ServiceControls.FullAccess ? new(id, Arns.Policy(call.Organization, id), ServiceControls.FullAccessName, "Allows access to every operation", true, ServiceControls.FullAccessContent)
        : call.State.Tables.Controls.Find(id) is { } policy && policy.OrganizationId == call.Organization.Id ? Of(call, policy)
        : null;

    public static PolicyShape Of(OrganizationsCall call, ControlPolicy policy) =>
        new(policy.Id, Arns.Policy(call.Organization, policy.Id), policy.Name, policy.Description, false, policy.Content);

    /// <summary>With its content, as the member Policy.</summary>
    public void WriteNamed(Utf8JsonWriter json)
    {
        json.WriteStartObject("Policy");
        json.WritePropertyName("PolicySummary");
        WriteSummary(json);
        json.WriteString("Content", Content);
        json.WriteEndObject();
    }

    public void WriteSummary(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", Id);
        json.WriteString("Arn", Arn);
        json.WriteString("Name", Name);
        json.WriteString("Description", Description);
        json.WriteString("Type", PolicyRules.ServiceControl);
        json.WriteBoolean("AwsManaged", AwsManaged);
        json.WriteEndObject();
    }
}
