using System.Text.Json;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>Member accounts as Guildhall's own API and its commands write them.</summary>
internal static class AccountWriting
{
    public static void Write(Utf8JsonWriter json, AccountView account, bool manager)
    {
        json.WriteStartObject();
        json.WriteString("accountId"u8, account.Id);
        json.WriteString("name"u8, account.Name);
        json.WriteString("email"u8, account.Email);
        json.WriteString("alias"u8, account.Known?.Alias);
        json.WriteString("state"u8, account.State.ToString());
        json.WriteString("standing"u8, account.Standing);
        json.WriteString("reason"u8, account.Known?.Reason);
        json.WriteString("organization"u8, account.Organization);
        json.WriteString("parentId"u8, account.Parent);
        json.WriteStartArray("path"u8);
        foreach (var unit in account.Path) json.WriteStringValue(unit);
        json.WriteEndArray();
        json.WriteString("source"u8, account.Known?.Source);
        json.WriteString("orderId"u8, account.Known?.OrderId);
        json.WriteString("managementRole"u8, account.Known?.RoleName);
        json.WriteString("company"u8, account.Labels.Company);
        json.WriteString("costCentre"u8, account.Labels.CostCentre);
        json.WriteString("purpose"u8, account.Labels.Purpose);
        if (account.Labels.Budget is { } budget) json.WriteNumber("budget"u8, budget);
        else json.WriteNull("budget"u8);
        json.WriteString("experience"u8, account.Experience);
        Write(json, account.Asked);
        json.WriteStartArray("drift"u8);
        foreach (var difference in account.Drift) json.WriteStringValue(difference);
        json.WriteEndArray();
        json.WriteStartArray("steps"u8);
        foreach (var step in account.Steps) Write(json, step, manager);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClosingAsk? asked)
    {
        if (asked is null)
        {
            json.WriteNull("closing"u8);
            return;
        }

        json.WriteStartObject("closing"u8);
        json.WriteString("requestedBy"u8, asked.By);
        json.WriteString("reason"u8, asked.Reason);
        json.WriteString("at"u8, asked.At);
        json.WriteString("until"u8, asked.Until);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AccountStep step, bool manager)
    {
        json.WriteStartObject();
        json.WriteString("step"u8, step.Kind);
        json.WriteString("state"u8, step.State.ToString());
        json.WriteString("at"u8, step.At);
        if (manager)
        {
            json.WriteString("requestedBy"u8, step.AskedBy);
            json.WriteNumber("attempts"u8, step.Attempts);
            json.WriteString("problem"u8, step.Problem);
            json.WriteString("awsCode"u8, step.AwsCode);
            json.WriteString("awsRequestId"u8, step.RequestId);
        }

        json.WriteEndObject();
    }
}
