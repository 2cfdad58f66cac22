using Guildhall.App.Changes;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>PATCH /CancelChangeSet?catalog=&amp;changeSetId=</c>. private-marketplace.md 2.4.</summary>
internal static class CancelChangeSet
{
    public static Operation Operation(ChangeSets changeSets) => CatalogOperation.Rest("PATCH", "CancelChangeSet", async (call, cancellation) =>
    {
        if (CatalogOperation.CatalogError(call.Query("catalog")) is { } error) return error;
        if (ChangeSetIds.Error(call.Query("changeSetId")) is { } malformed) return malformed;
        return (await changeSets.CancelAsync(call.Caller(), call.Query("changeSetId")!, cancellation)).Answer(ChangeSetAnswers.IdAndArn);
    }, changesState: true);
}
