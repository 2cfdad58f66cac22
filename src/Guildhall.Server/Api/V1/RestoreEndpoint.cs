using System.Collections.Immutable;
using Guildhall.App.Organizations;
using Guildhall.Domain;

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

    private static ValueTask<ApiAnswer> Written(ImmutableArray<ChangeSetId> started) => ApiAnswer.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("changeSets"u8);
        foreach (var id in started) json.WriteStringValue(id.Value);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
