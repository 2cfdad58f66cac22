using System.Text.Json.Serialization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Agreement;

/// <summary>What was or will be charged. storefront-and-procurement.md B.6.</summary>
internal static class ListAgreementCharges
{
    private const string Name = "ListAgreementCharges";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, ListAgreementChargesJson.Default.ListAgreementChargesInput, async (input, call, cancellation) =>
    {
        if (AgreementRights.Refused(call.Caller(), Name) is { } refused) return refused;
        if ((AgreementOperation.CatalogRefused(input.Catalog) ?? AgreementOperation.TypeRefused(input.AgreementType) ?? AgreementOperation.PagingRefused(input.MaxResults, input.NextToken)) is { } malformed) return malformed;
        return (await guildhall.AgreementQueries.ChargesAsync(call.Caller(), input.AgreementId, input.MaxResults ?? AgreementOperation.MostResults, input.NextToken, cancellation)).Answer(Listed);
    });

    private static OperationResult Listed(Page<ChargeRow> page) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var charge in page.Items)
        {
            json.WriteStartObject();
            json.WriteString("id", charge.Id);
            json.WriteNumber("revision", charge.Revision);
            json.WriteString("agreementId", charge.AgreementId);
            json.WriteString("agreementType", AgreementAnswers.Type);
            if (charge.PurchaseOrder is { } order) json.WriteString("purchaseOrderReference", order);
            if (charge.Currency is { } currency) json.WriteString("currencyCode", currency);
            if (charge.Amount is { } amount) json.WriteString("amount", amount);
            if (charge.Time is { } time) json.WriteEpoch("time", time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.NextToken is { } next) json.WriteString("nextToken", next);
        json.WriteEndObject();
    });
}

internal sealed record ListAgreementChargesInput
{
    public string? Catalog { get; init; }

    public string? AgreementId { get; init; }

    public string? AgreementType { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ListAgreementChargesInput))]
internal sealed partial class ListAgreementChargesJson : JsonSerializerContext;
