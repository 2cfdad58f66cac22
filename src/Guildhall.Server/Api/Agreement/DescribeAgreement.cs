using Guildhall.App;
using Guildhall.Wire.Dispatch;
using Bought = Guildhall.App.Agreements.Agreement;

namespace Guildhall.Server.Api.Agreement;

/// <summary>One agreement. storefront-and-procurement.md B.6.</summary>
internal static class DescribeAgreement
{
    private const string Name = "DescribeAgreement";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, AgreementInputJson.Default.AgreementInput, async (input, call, cancellation) =>
        (await guildhall.AgreementQueries.FindAsync(call.Caller(), Name, input.AgreementId, cancellation)).Answer(Described));

    private static OperationResult Described(Bought agreement) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        AgreementAnswers.WriteHead(json, agreement);
        json.WriteStartObject("estimatedCharges");
        if (agreement.Currency is { } currency) json.WriteString("currencyCode", currency);
        json.WriteString("agreementValue", agreement.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
