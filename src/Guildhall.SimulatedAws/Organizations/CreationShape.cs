using System.Text.Json;
using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The status of a CreateAccount request as the wire has it.</summary>
internal sealed record CreationShape(AccountCreation Creation)
{
    public void WriteNamed(Utf8JsonWriter json)
    {
        json.WritePropertyName("CreateAccountStatus");
        Write(json);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("Id", Creation.Id);
        json.WriteString("AccountName", Creation.AccountName);
        json.WriteString("State", Creation.State.ToString());
        json.WriteEpoch("RequestedTimestamp", Creation.RequestedAt);
        if (Creation.CompletedAt is { } completed) json.WriteEpoch("CompletedTimestamp", completed);
        if (Creation.AccountId is { } accountId) json.WriteString("AccountId", accountId);

        // While it is in progress nobody knows yet that it will fail.
        if (Creation.State == CreationState.FAILED) json.WriteString("FailureReason", Creation.FailureReason);
        json.WriteEndObject();
    }
}
