using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Offers;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Agreements;

/// <summary>Terms of quotes and agreements as they are stored: in the form that the catalogue has them in. storefront-and-procurement.md E.4.</summary>
internal sealed class TermJson : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var term = JsonElement.ParseValue(ref reader);
        return TermDocuments.Read(term.GetProperty("type").GetString()!, term.GetProperty("id").GetString()!, term);
    }

    public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WriteString("id", value.Id);
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, Term term)
    {
        switch (term)
        {
            case UsageBasedPricingTerm usage:
                Write(json, ("currencyCode", usage.Currency));
                Each(json, "rateCards", usage.RateCards, Card);
                break;
            case ConfigurableUpfrontPricingTerm contract:
                Write(json, ("currencyCode", contract.Currency));
                Each(json, "rateCards", contract.RateCards, Card);
                break;
            case FixedUpfrontPricingTerm prepaid:
                Write(json, ("currencyCode", prepaid.Currency), ("price", prepaid.Price), ("duration", prepaid.Duration));
                Each(json, "grants", prepaid.Grants, Grant);
                break;
            case PaymentScheduleTerm schedule:
                Write(json, ("currencyCode", schedule.Currency));
                Each(json, "schedule", schedule.Schedule, (to, i) => Write(to, ("chargeDate", Text(i.ChargeDate)), ("chargeAmount", i.ChargeAmount)));
                break;
            case RecurringPaymentTerm recurring:
                Write(json, ("currencyCode", recurring.Currency), ("billingPeriod", recurring.BillingPeriod), ("price", recurring.Price));
                break;
            case FreeTrialPricingTerm trial:
                Write(json, ("duration", trial.Duration));
                Each(json, "grants", trial.Grants, Grant);
                break;
            case VariablePaymentTerm variable:
                Write(json, ("currencyCode", variable.Currency), ("maxTotalChargeAmount", variable.MaxTotalChargeAmount));
                break;
            case LegalTerm legal:
                Each(json, "documents", legal.Documents, (to, d) => Write(to, ("type", d.Type), ("url", d.Url), ("version", d.Version)));
                break;
            case SupportTerm support:
                Write(json, ("refundPolicy", support.RefundPolicy));
                break;
            case ValidityTerm validity:
                Write(json, ("agreementDuration", validity.AgreementDuration), ("agreementStartDate", Text(validity.AgreementStartDate)), ("agreementEndDate", Text(validity.AgreementEndDate)));
                break;
        }
    }

    private static void Card(Utf8JsonWriter json, RateCard card)
    {
        Write(json, ("duration", card.Duration), ("multipleDimensionSelection", card.MultipleDimensions ? null : "Disallowed"), ("quantityConfiguration", card.Quantities ? null : "Disallowed"));
        json.WriteStartObject("prices");
        foreach (var (dimension, price) in card.Rates) json.WriteString(dimension, price);
        json.WriteEndObject();
    }

    private static void Grant(Utf8JsonWriter json, Grant grant)
    {
        Write(json, ("dimensionKey", grant.Dimension));
        if (grant.MaxQuantity is { } most) json.WriteNumber("maxQuantity", most);
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

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is not null) json.WriteString(name, value);
        }
    }

    private static string? Text(DateTimeOffset? time) => time?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
