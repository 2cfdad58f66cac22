using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Queries;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Api.V1;

/// <summary>Usage runs as Guildhall's own API and its commands write them. Amounts are texts with all their places: binary numbers would lose some.</summary>
internal static class UsageRunWriting
{
    public static void Write(Utf8JsonWriter json, UsageRun run)
    {
        json.WriteStartObject();
        WriteMembers(json, run);
        json.WriteEndObject();
    }

    /// <summary>With what it changed of the version before it.</summary>
    public static void WriteWhole(Utf8JsonWriter json, UsageRun run)
    {
        json.WriteStartObject();
        WriteMembers(json, run);
        if (run.Difference is { } difference)
        {
            json.WriteStartObject("difference"u8);
            json.WriteNumber("changedAccounts"u8, difference.ChangedAccounts);
            json.WriteNumber("changedProducts"u8, difference.ChangedProducts);
            WriteChanges(json, "totals", difference.Totals);
            WriteChanges(json, "accounts", difference.Accounts);
            WriteChanges(json, "products", difference.Products);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("difference"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, string member, ImmutableArray<ChangedCost> changes)
    {
        json.WriteStartArray(member);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            if (change.Id.Length > 0) json.WriteString("id"u8, change.Id);
            if (change.Name.Length > 0) json.WriteString("name"u8, change.Name);
            json.WriteString("currency"u8, change.Currency);
            json.WriteString("before"u8, change.Before.ToString(CultureInfo.InvariantCulture));
            json.WriteString("after"u8, change.After.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, UsageRun run)
    {
        json.WriteString("id"u8, run.Id);
        json.WriteString("organizationId"u8, run.Tenant);
        json.WriteString("period"u8, run.Month.ToString());
        json.WriteString("assemblyId"u8, run.AssemblyId);
        json.WriteString("source"u8, run.Source);
        json.WriteString("state"u8, run.State.ToString());
        json.WriteString("started"u8, run.StartedAt);
        json.WriteString("startedBy"u8, run.StartedBy);
        if (run.EndedAt is { } ended) json.WriteString("ended"u8, ended);
        else json.WriteNull("ended"u8);
        json.WriteNumber("files"u8, run.Files);
        json.WriteNumber("filesRead"u8, run.FilesRead);
        json.WriteNumber("rows"u8, run.Lines);
        json.WriteNumber("quarantined"u8, run.Faulted);
        json.WriteNumber("accounts"u8, run.Accounts);
        json.WriteNumber("bytes"u8, run.Bytes);
        WriteSums(json, "sums", run.Sums);
        json.WriteBoolean("open"u8, run.Open);
        json.WriteString("problem"u8, run.Problem);
        json.WriteString("code"u8, run.Code);
    }

    public static void WriteSums(Utf8JsonWriter json, string member, ImmutableSortedDictionary<string, AmountSum> sums)
    {
        json.WriteStartObject(member);
        foreach (var (currency, sum) in sums) json.WriteString(currency, sum.ToString());
        json.WriteEndObject();
    }

    /// <summary>What a reading came to.</summary>
    public static void Write(Utf8JsonWriter json, string organization, IngestedReport report)
    {
        json.WriteStartObject();
        json.WriteString("organizationId"u8, organization);
        json.WriteString("period"u8, report.Month.ToString());
        json.WriteString("run"u8, report.Run);
        json.WriteBoolean("changed"u8, report.IsNew);
        json.WriteBoolean("held"u8, report.Held);
        json.WriteNumber("rows"u8, report.Rows);
        json.WriteNumber("accounts"u8, report.Accounts);
        WriteSums(json, "sums", report.Sums);
        json.WriteNumber("quarantined"u8, report.Faulted);
        json.WriteEndObject();
    }
}
