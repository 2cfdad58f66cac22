using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary>Change sets as the Catalog API writes them. private-marketplace.md 2.2, 2.3.</summary>
internal static class ChangeSetAnswers
{
    public static OperationResult IdAndArn(StartedChangeSet set) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("ChangeSetId", set.Id.Value);
        json.WriteString("ChangeSetArn", set.Arn);
        json.WriteEndObject();
    });

    public static OperationResult Described(ChangeSetRow set) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        WriteHead(json, set);
        json.WriteString("Intent", set.ValidateOnly ? "VALIDATE" : "APPLY");
        if (set.FailureDescription is { } description) json.WriteString("FailureDescription", description);
        json.WriteStartArray("ChangeSet");
        foreach (var change in StoredChanges.Read(set.Changes)) WriteChange(json, change);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The members that the description and a summary have in common.</summary>
    public static void WriteHead(Utf8JsonWriter json, ChangeSetRow set)
    {
        json.WriteString("ChangeSetId", set.Id);
        json.WriteString("ChangeSetArn", Arns.ChangeSet(new AccountId(set.Owner), set.Id));
        json.WriteString("ChangeSetName", set.Name);
        json.WriteString("StartTime", WireTime.Text(set.StartTime));
        if (set.EndTime is { } end) json.WriteString("EndTime", WireTime.Text(end));
        json.WriteString("Status", set.Status.ToString().ToUpperInvariant());
        if (set.FailureCode is { } code) json.WriteString("FailureCode", code);
    }

    private static void WriteChange(Utf8JsonWriter json, StoredChange change)
    {
        json.WriteStartObject();
        json.WriteString("ChangeType", change.ChangeType);
        json.WriteStartObject("Entity");
        json.WriteString("Type", change.EntityType);
        if (change.Identifier is { } identifier) json.WriteString("Identifier", identifier);
        json.WriteEndObject();
        json.WriteString("Details", change.Details.GetRawText());
        json.WritePropertyName("DetailsDocument");
        change.Details.WriteTo(json);
        json.WriteStartArray("ErrorDetailList");
        foreach (var error in change.Errors ?? [])
        {
            json.WriteStartObject();
            json.WriteString("ErrorCode", error.Code);
            json.WriteString("ErrorMessage", error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (change.ChangeName is { } name) json.WriteString("ChangeName", name);
        json.WriteEndObject();
    }
}
