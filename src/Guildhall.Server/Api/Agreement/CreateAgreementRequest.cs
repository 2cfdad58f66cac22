using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Agreement;

/// <summary>A quote. storefront-and-procurement.md B.4.</summary>
internal static class CreateAgreementRequest
{
    private const string Name = "CreateAgreementRequest";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, CreateAgreementRequestJson.Default.CreateAgreementRequestInput, async (input, call, cancellation) =>
    {
        var caller = call.Caller();
        if ((AgreementRights.Refused(caller, Name) ?? guildhall.Agreements.AccountRefused(caller.Account)) is { } refused) return refused;
        var request = Read(input);
        if (request.Refused) return request.Problems;
        return (await guildhall.Agreements.QuoteAsync(caller, request.Value, call.RequestId, cancellation)).Answer(Quoted);
    }, changesState: true);

    private static Result<QuoteRequest> Read(CreateAgreementRequestInput input)
    {
        if (input.Intent is null) return AgreementProblems.Invalid("MISSING_INTENT", "intent is required.", "intent");
        if (AgreementWords.Find<Intent>(input.Intent) is not { } intent) return AgreementProblems.Invalid("INVALID_INTENT", "intent must be NEW, AMEND or REPLACE.", "intent");
        if (input.RequestedTerms is null) return AgreementProblems.Invalid("MISSING_REQUESTED_TERMS", "requestedTerms is required.", "requestedTerms");
        var terms = RequestedTerms.Read(input.RequestedTerms);
        if (terms.Refused) return terms.Problems;
        if (input.TaxConfiguration?.TaxEstimation is not (null or "ENABLED" or "DISABLED")) return AgreementProblems.Invalid("OTHER", "taxEstimation must be ENABLED or DISABLED.", "taxConfiguration.taxEstimation");
        return new QuoteRequest(intent, terms.Value)
        {
            Proposal = input.AgreementProposalIdentifier,
            Source = input.SourceAgreementIdentifier,
            ClientToken = input.ClientToken,
            EstimateTaxes = input.TaxConfiguration?.TaxEstimation == "ENABLED",
        };
    }

    private static OperationResult Quoted(Quote quote) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("agreementRequestId", quote.Id);
        json.WriteStartObject("chargeSummary");
        if (quote.Terms.Currency is { } currency) json.WriteString("currencyCode", currency);
        json.WriteString("newAgreementValue", Amounts.Text(quote.Terms.Value));
        WriteCharges(json, quote);
        WriteItems(json, quote);
        json.WriteStartObject("invoicingEntity");
        json.WriteString("legalName", "Guildhall (own record; nothing is bought at AWS)");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteCharges(Utf8JsonWriter json, Quote quote)
    {
        json.WriteStartArray("expectedCharges");
        foreach (var (place, charge) in quote.Terms.Charges.Index())
        {
            json.WriteStartObject();
            json.WriteString("id", quote.ChargeIds[place]);
            if (charge.Time is { } time) json.WriteEpoch("time", time);
            if (charge.Amount is { } amount) json.WriteString("amount", Amounts.Text(amount));
            json.WriteString("timing", charge.Timing.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteItems(Utf8JsonWriter json, Quote quote)
    {
        json.WriteStartArray("itemizedCharges");
        foreach (var item in quote.Terms.Items)
        {
            json.WriteStartObject();
            json.WriteString("dimensionKey", item.Dimension);
            json.WriteNumber("newQuantity", item.New);
            json.WriteNumber("oldQuantity", item.Old);
            if (item.Charge is { } charge) json.WriteString("chargeReference", quote.ChargeIds[charge]);
            json.WriteString("incrementalChargeAmount", Amounts.Text(item.Amount));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

internal sealed record CreateAgreementRequestInput
{
    public string? ClientToken { get; init; }

    public string? Intent { get; init; }

    public IReadOnlyList<RequestedTermInput?>? RequestedTerms { get; init; }

    public string? SourceAgreementIdentifier { get; init; }

    public string? AgreementProposalIdentifier { get; init; }

    public TaxInput? TaxConfiguration { get; init; }
}

internal sealed record TaxInput
{
    public string? TaxEstimation { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CreateAgreementRequestInput))]
internal sealed partial class CreateAgreementRequestJson : JsonSerializerContext;
