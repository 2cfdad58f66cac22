using Guildhall.App;
using Guildhall.App.Entitlements;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Wire.Dispatch;
using Bought = Guildhall.App.Agreements.Agreement;

namespace Guildhall.Server.Api.Agreement;

/// <summary>What the buyer has by an agreement, and for a SaaS product the token to register there with. storefront-and-procurement.md B.6.</summary>
internal static class GetAgreementEntitlements
{
    private const string Name = "GetAgreementEntitlements";

    public static Operation Operation(Installation guildhall) => AgreementOperation.Of(Name, AgreementInputJson.Default.AgreementInput, async (input, call, cancellation) =>
    {
        var found = await guildhall.AgreementQueries.FindAsync(call.Caller(), Name, input.AgreementId, cancellation);
        if (found.Refused) return found.Problems;
        if (AgreementOperation.PagingRefused(input.MaxResults, input.NextToken) is { } malformed) return malformed;
        var agreement = found.Value;
        var page = guildhall.AgreementQueries.PageOf<Bought>(call.Caller(), Name, agreement.Id, [agreement], AgreementOperation.MostResults, input.NextToken);
        return page.Answer(shown => Listed(shown, Token(guildhall, call.Caller().Account, agreement)));
    });

    /// <summary>Fresh at each call, for the buyer alone, while there is something to register for.</summary>
    private static string? Token(Installation guildhall, AccountId reader, Bought agreement) =>
        agreement.Acceptor == reader && agreement is { ProductType: "SaaSProduct", Entitlement: EntitlementStatus.Provisioned }
            ? guildhall.RegistrationTokens.Issue(agreement.Id, guildhall.Options.Clock.GetUtcNow())
            : null;

    private static OperationResult Listed(Page<Bought> page, string? token) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("agreementEntitlements");
        foreach (var agreement in page.Items)
        {
            json.WriteStartObject();
            json.WriteStartObject("resource");
            AgreementAnswers.WriteResource(json, agreement);
            json.WriteEndObject();
            json.WriteString("type", "SoftwareLicense");
            if (token is not null) json.WriteString("registrationToken", token);
            json.WriteString("status", agreement.Entitlement.Word());
            json.WriteString("statusReasonCode", agreement.EntitlementReason.Word());
            json.WriteString("licenseArn", Customers.LicenceOf(agreement.Acceptor.Value, agreement.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
