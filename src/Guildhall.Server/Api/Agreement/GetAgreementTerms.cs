using Guildhall.App;
using Guildhall.App.Lists;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Agreement;

/// <summary>What was agreed, with the buyer's choices. storefront-and-procurement.md B.6.</summary>
internal static class GetAgreementTerms
{
    private const string Name = "GetAgreementTerms";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, AgreementInputJson.Default.AgreementInput, async (input, call, cancellation) =>
    {
        var found = await guildhall.AgreementQueries.FindAsync(call.Caller(), Name, input.AgreementId, cancellation);
        if (found.Refused) return found.Problems;
        if (AgreementOperation.PagingRefused(input.MaxResults, input.NextToken) is { } malformed) return malformed;
        return guildhall.AgreementQueries.PageOf(call.Caller(), Name, found.Value.Id, found.Value.Terms, input.MaxResults ?? AgreementOperation.MostResults, input.NextToken).Answer(Listed);
    });

    private static OperationResult Listed(Page<AcceptedTerm> page) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("acceptedTerms");
        foreach (var term in page.Items) TermAnswers.Write(json, term);
        json.WriteEndArray();
        if (page.NextToken is { } next) json.WriteString("nextToken", next);
        json.WriteEndObject();
    });
}
