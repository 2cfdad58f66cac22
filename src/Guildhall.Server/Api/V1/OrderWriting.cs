using System.Text.Json;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>Orders as Guildhall's own API and its commands write them.</summary>
internal static class OrderWriting
{
    public static void Write(Utf8JsonWriter json, OrderView order, bool manager)
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, order.Row.Id);
        json.WriteString("state"u8, order.State.ToString());
        json.WriteString("accountId"u8, order.Row.AccountId);
        json.WriteString("email"u8, order.EmailFor(manager));
        json.WriteString("name"u8, order.Row.Name);
        json.WriteString("organization"u8, order.Organization);
        json.WriteString("orderedBy"u8, order.Row.OrderedBy);
        json.WriteString("clientKey"u8, order.Row.ClientKey);
        json.WriteString("created"u8, order.Row.CreatedAt);
        Write(json, "ended"u8, order.Row.EndedAt);
        json.WriteString("invited"u8, order.InvitedFor(manager));
        json.WriteString("handshakeId"u8, order.Row.HandshakeId);
        Write(json, "expires"u8, order.Row.ExpiresAt);
        WriteForm(json, order.Form);
        json.WriteString("problem"u8, order.ProblemFor(manager));
        json.WriteStartArray("steps"u8);
        foreach (var step in order.Steps) Write(json, step, manager);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What was ordered, as it was asked then.</summary>
    private static void WriteForm(Utf8JsonWriter json, AccountOrder form)
    {
        json.WriteString("company"u8, form.Company);
        json.WriteString("costCentre"u8, form.CostCentre);
        json.WriteString("purpose"u8, form.Purpose);
        if (form.Budget is { } budget) json.WriteNumber("budget"u8, budget);
        else json.WriteNull("budget"u8);
        json.WriteStartArray("fields"u8);
        foreach (var answer in form.Answers)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, answer.Id);
            json.WriteString("label"u8, answer.Label);
            json.WriteString("value"u8, answer.Value);
            json.WriteString("tag"u8, answer.Tag);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("termsAccepted"u8, form.Terms is not null);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } at) json.WriteString(name, at);
        else json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, OrderStep step, bool manager)
    {
        json.WriteStartObject();
        json.WriteString("step"u8, step.Kind);
        json.WriteString("state"u8, step.State.ToString());
        if (manager)
        {
            json.WriteNumber("attempts"u8, step.Attempts);
            json.WriteString("problem"u8, step.Problem);
            json.WriteString("awsCode"u8, step.AwsCode);
            json.WriteString("awsRequestId"u8, step.AwsRequestId);
        }

        json.WriteEndObject();
    }
}
