using System.Text.Json;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Accepted terms as the API writes them: leaner than Discovery's, with the buyer's choices. storefront-and-procurement.md A.8, B.6.</summary>
internal static class TermAnswers
{
    public static void Write(Utf8JsonWriter json, AcceptedTerm accepted)
    {
        var term = accepted.Term;
        json.WriteStartObject();
        json.WriteStartObject($"{char.ToLowerInvariant(term.Type[0])}{term.Type[1..]}");
        json.WriteString("type", term.Type);
        json.WriteString("id", term.Id);
        if (TermKinds.CurrencyOf(term) is { } currency) json.WriteString("currencyCode", currency);
        WriteMembers(json, term);
        if (accepted.Configuration is { } choice) WriteChoice(json, choice);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, Term term)
    {
        switch (term)
        {
            case UsageBasedPricingTerm usage:
                Each(json, "rateCards", usage.RateCards, WriteRates);
                break;
            case ConfigurableUpfrontPricingTerm contract:
                Each(json, "rateCards", contract.RateCards, WriteCard);
                break;
            case FixedUpfrontPricingTerm prepaid:
                Text(json, "price", prepaid.Price);
                Text(json, "duration", prepaid.Duration);
                Each(json, "grants", prepaid.Grants, WriteGrant);
                break;
            case PaymentScheduleTerm schedule:
                Each(json, "schedule", schedule.Schedule, WriteInstalment);
                break;
            case RecurringPaymentTerm recurring:
                Text(json, "billingPeriod", recurring.BillingPeriod);
                Text(json, "price", recurring.Price);
                break;
            case FreeTrialPricingTerm trial:
                Text(json, "duration", trial.Duration);
                Each(json, "grants", trial.Grants, WriteGrant);
                break;
            case VariablePaymentTerm variable:
                Text(json, "maxTotalChargeAmount", variable.MaxTotalChargeAmount);
                break;
            case LegalTerm legal:
                Each(json, "documents", legal.Documents, WriteDocument);
                break;
            case SupportTerm support:
                Text(json, "refundPolicy", support.RefundPolicy);
                break;
            case ValidityTerm validity:
                Text(json, "agreementDuration", validity.AgreementDuration);
                if (validity.AgreementStartDate is { } start) json.WriteEpoch("agreementStartDate", start);
                if (validity.AgreementEndDate is { } end) json.WriteEpoch("agreementEndDate", end);
                break;
        }
    }

    private static void WriteChoice(Utf8JsonWriter json, TermConfiguration choice)
    {
        json.WriteStartObject("configuration");
        switch (choice)
        {
            case UpfrontChoice upfront:
                json.WriteString("selectorValue", upfront.Selector);
                Each(json, "dimensions", upfront.Dimensions, WriteQuantity);
                break;
            case RenewalChoice renewal:
                json.WriteBoolean("enableAutoRenew", renewal.AutoRenew);
                break;
            case PaymentChoice payment:
                json.WriteString("paymentRequestApprovalStrategy", payment.Strategy);
                Text(json, "expirationDuration", payment.Expiration);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter json, RateCard card)
    {
        json.WriteStartObject("selector");
        json.WriteString("type", "Duration");
        Text(json, "value", card.Duration);
        json.WriteEndObject();
        json.WriteStartObject("constraints");
        json.WriteString("multipleDimensionSelection", Word(card.MultipleDimensions));
        json.WriteString("quantityConfiguration", Word(card.Quantities));
        json.WriteEndObject();
        WriteRates(json, card);
    }

    private static void WriteRates(Utf8JsonWriter json, RateCard card) => Each(json, "rateCard", card.Rates, (to, rate) =>
    {
        to.WriteString("dimensionKey", rate.Dimension);
        to.WriteString("price", rate.Price);
    });

    private static void WriteGrant(Utf8JsonWriter json, Grant grant)
    {
        json.WriteString("dimensionKey", grant.Dimension);
        if (grant.MaxQuantity is { } most) json.WriteNumber("maxQuantity", most);
    }

    private static void WriteInstalment(Utf8JsonWriter json, Instalment instalment)
    {
        json.WriteEpoch("chargeDate", instalment.ChargeDate);
        json.WriteString("chargeAmount", instalment.ChargeAmount);
    }

    private static void WriteDocument(Utf8JsonWriter json, LegalDocument document)
    {
        json.WriteString("type", document.Type);
        json.WriteString("url", document.Url);
        Text(json, "version", document.Version);
    }

    private static void WriteQuantity(Utf8JsonWriter json, Quantity quantity)
    {
        json.WriteString("dimensionKey", quantity.Dimension);
        json.WriteNumber("dimensionValue", quantity.Value);
    }

    private static string Word(bool allowed) => allowed ? "Allowed" : "Disallowed";

    private static void Text(Utf8JsonWriter json, string member, string? text)
    {
        if (text is not null) json.WriteString(member, text);
    }

    private static void Each<T>(Utf8JsonWriter json, string member, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(member);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
