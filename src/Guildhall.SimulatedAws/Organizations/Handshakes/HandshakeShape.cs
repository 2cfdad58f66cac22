using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Organizations.Handshakes;

/// <summary>An invitation as the wire has it (aws-operations.md A.6).</summary>
internal sealed record HandshakeShape(Handshake Handshake, Organization Organization, Account Sender)
{
    public static OperationResult Answer(WorldState state, Handshake handshake)
    {
        var shape = Of(state, handshake);
        return Requests.Answer.With(json =>
        {
            json.WritePropertyName("Handshake");
            shape.Write(json);
        });
    }

    public static HandshakeShape Of(WorldState state, Handshake handshake)
    {
        var organization = state.Tables.Organizations.Get(handshake.OrganizationId);
        return new HandshakeShape(handshake, organization, state.Tables.Accounts.Get(organization.ManagementAccountId));
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", Handshake.Id);
        json.WriteString("Arn", Arns.Invitation(Organization, Handshake.Id));
        json.WriteStartArray("Parties");
        NodeShape.Write(json, Organization.Id, "ORGANIZATION");
        NodeShape.Write(json, Handshake.Target, TargetType);
        json.WriteEndArray();
        json.WriteString("State", Handshake.State.ToString());
        json.WriteEpoch("RequestedTimestamp", Handshake.RequestedAt);
        json.WriteEpoch("ExpirationTimestamp", Handshake.ExpiresAt);
        json.WriteString("Action", "INVITE");
        json.WriteStartArray("Resources");
        WriteSender(json);
        WriteResource(json, TargetType, Handshake.Target);
        if (Handshake.Notes is { Length: > 0 } notes) WriteResource(json, "NOTES", notes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private string TargetType => Handshake.ByEmail ? "EMAIL" : "ACCOUNT";

    private void WriteSender(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Type", "ORGANIZATION");
        json.WriteString("Value", Organization.Id);
        json.WriteStartArray("Resources");
        WriteResource(json, "MASTER_EMAIL", Sender.Email);
        WriteResource(json, "MASTER_NAME", Sender.Name);
        WriteResource(json, "ORGANIZATION_FEATURE_SET", Organization.FeatureSet == FeatureSet.ALL ? "FULL" : "CONSOLIDATED_BILLING");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("Type", type);
        json.WriteString("Value", value);
        json.WriteEndObject();
    }
}
