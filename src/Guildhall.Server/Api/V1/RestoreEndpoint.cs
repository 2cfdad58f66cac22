using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Organizations;

namespace Guildhall.Server.Api.V1;

/// <summary><c>POST /api/v1/organization/restore</c>: the associations that went with trusted access come back. private-marketplace.md 6.3.</summary>
internal static class RestoreEndpoint
{
    public static void MapRestore(this OwnApi api, AssociationRestore restore) =>
        api.Post("/api/v1/organization/restore", "guildhall:RestoreAssociations", async (call, cancellation) =>
        {
            var restored = await restore.RunAsync(call.Caller, call.RequestId, cancellation);
            return restored.Refused ? await ApiAnswer.Refuse(restored.Problems[0]) : await Written(restored.Value);
        });

    private static ValueTask<ApiAnswer> Written(ImmutableArray<EndedSystemSet> started) => ApiAnswer.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("changeSets"u8);
        foreach (var set in started) json.WriteStringValue(set.Id.Value);
        json.WriteEndArray();
        json.WriteStartArray("failed"u8);
        foreach (var set in started.Where(set => set.Failure is not null))
        {
            json.WriteStartObject();
            json.WriteString("changeSet"u8, set.Id.Value);
            json.WriteString("experienceId"u8, set.Experience.Value);
            json.WriteString("code"u8, set.Failure!.Code);
            json.WriteString("message"u8, set.Failure.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
