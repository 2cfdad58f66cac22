using Guildhall.App.Changes;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>GET /DescribeChangeSet?catalog=&amp;changeSetId=</c>. private-marketplace.md 2.2.</summary>
internal static class DescribeChangeSet
{
    public static Operation Operation(ChangeSetQueries queries) => CatalogOperation.Rest("GET", "DescribeChangeSet", async (call, cancellation) =>
    {
        if (CatalogOperation.CatalogError(call.Query("catalog")) is { } error) return error;
        if (ChangeSetIds.Error(call.Query("changeSetId")) is { } malformed) return malformed;
        return (await queries.DescribeAsync(call.Caller(), call.Query("changeSetId")!, cancellation)).Answer(ChangeSetAnswers.Described);
    });
}
