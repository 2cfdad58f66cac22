using System.Text.Json.Serialization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Lists;
using Guildhall.Wire.Dispatch;
using Bought = Guildhall.App.Agreements.Agreement;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Agreements by filters, in the order of their ends. storefront-and-procurement.md B.7.</summary>
internal static class SearchAgreements
{
    private const string Name = "SearchAgreements";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, SearchAgreementsJson.Default.SearchAgreementsInput, async (input, call, cancellation) =>
    {
        if (AgreementRights.Refused(call.Caller(), Name) is { } refused) return refused;
        if ((AgreementOperation.CatalogRefused(input.Catalog) ?? AgreementOperation.PagingRefused(input.MaxResults, input.NextToken)) is { } malformed) return malformed;
        var filter = SearchFilters.Read(input);
        if (filter.Refused) return filter.Problems;
        var asked = filter.Value with { Take = input.MaxResults ?? AgreementOperation.MostResults };
        return (await guildhall.AgreementQueries.SearchAsync(call.Caller(), asked, input.NextToken, cancellation)).Answer(Found);
    });

    private static OperationResult Found(Page<Bought> page) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("agreementViewSummaries");
        foreach (var agreement in page.Items)
        {
            json.WriteStartObject();
            AgreementAnswers.WriteHead(json, agreement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.NextToken is { } next) json.WriteString("nextToken", next);
        json.WriteEndObject();
    });
}

internal sealed record SearchAgreementsInput
{
    public string? Catalog { get; init; }

    public IReadOnlyList<SearchFilterInput?>? Filters { get; init; }

    public SortInput? Sort { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record SearchFilterInput
{
    public string? Name { get; init; }

    public IReadOnlyList<string?>? Values { get; init; }
}

internal sealed record SortInput
{
    public string? SortBy { get; init; }

    public string? SortOrder { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SearchAgreementsInput))]
internal sealed partial class SearchAgreementsJson : JsonSerializerContext;
