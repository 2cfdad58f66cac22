using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Guildhall.App.Changes;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /ListChangeSets</c>. private-marketplace.md 2.3.</summary>
internal static class ListChangeSets
{
    private const int MostResults = 20;

    /// <param name="retention">How long after its end a set is listed.</param>
    public static Operation Operation(ChangeSetQueries queries, TimeProvider clock, TimeSpan retention) => CatalogOperation.Post("ListChangeSets", async (call, cancellation) =>
    {
        var read = JsonBody.Read(call, ListChangeSetsJson.Default.ListChangeSetsRequest);
        if (read.Error is { } malformed) return malformed;
        var request = read.Value;
        if (CatalogOperation.CatalogError(request.Catalog) is { } error) return error;
        ImmutableArray<Problem> problems =
        [
            .. ListLimits.Paging(request.MaxResults, MostResults, request.NextToken),
            .. ListLimits.Filters(request.FilterList),
            .. ListLimits.Order(request.Sort),
        ];
        if (!problems.IsEmpty) return AwsErrors.Of(problems);
        var filter = ChangeSetFilters.Read(request.FilterList ?? [], request.Sort);
        if (filter.Refused) return AwsErrors.Of(filter.Problems);
        var asked = filter.Value with { Take = request.MaxResults ?? ListLimits.DefaultResults, NotEndedBefore = clock.GetUtcNow() - retention };
        return (await queries.ListAsync(call.Caller(), asked, request.NextToken, cancellation)).Answer(Listed);
    });

    private static OperationResult Listed(Page<ChangeSetSummary> page) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("ChangeSetSummaryList");
        foreach (var summary in page.Items)
        {
            json.WriteStartObject();
            ChangeSetAnswers.WriteHead(json, summary.Set);
            json.WriteStartArray("EntityIdList");
            foreach (var id in summary.EntityIds) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.NextToken is { } next) json.WriteString("NextToken", next);
        json.WriteEndObject();
    });
}

internal sealed record ListChangeSetsRequest
{
    public string? Catalog { get; init; }

    public IReadOnlyList<FilterRequest?>? FilterList { get; init; }

    public SortRequest? Sort { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

[JsonSerializable(typeof(ListChangeSetsRequest))]
internal sealed partial class ListChangeSetsJson : JsonSerializerContext;
