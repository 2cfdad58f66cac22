using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Discovery;
using Guildhall.Domain.Offers;

namespace Guildhall.Server.Api.Discovery;

/// <summary>Writes a term as the one member of its element. storefront-and-procurement.md A.8.</summary>
/// <param name="dimensions">What prices are for, by key; one that the product does not name is called by its key.</param>
internal sealed class TermWriter(Utf8JsonWriter json, ImmutableDictionary<string, Dimension> dimensions)
{
    private const string UnknownUnit = "Units";

    public void Write(Term term) => json.Object(char.ToLowerInvariant(term.Type[0]) + term.Type[1..], () =>
    {
        json.WriteString("id", term.Id);
        json.WriteString("type", term.Type);
        Members(term);
    });

    private void Members(Term term)
    {
        switch (term)
        {
            case UsageBasedPricingTerm usage:
                json.WriteString("currencyCode", usage.Currency);
                json.Each("rateCards", usage.RateCards, card => Rates(card.Rates));
                break;
            case ConfigurableUpfrontPricingTerm contract:
                json.WriteString("currencyCode", contract.Currency);
                json.Each("rateCards", contract.RateCards, Contract);
                break;
            case FixedUpfrontPricingTerm contract:
                json.WriteString("currencyCode", contract.Currency);
                json.Word("duration", contract.Duration);
                json.WriteString("price", contract.Price);
                Grants(contract.Grants);
                break;
            case PaymentScheduleTerm instalments:
                json.WriteString("currencyCode", instalments.Currency);
                json.Each("schedule", instalments.Schedule, Instalment);
                break;
            case RecurringPaymentTerm fee:
                json.WriteString("currencyCode", fee.Currency);
                json.WriteString("billingPeriod", fee.BillingPeriod);
                json.WriteString("price", fee.Price);
                break;
            case FreeTrialPricingTerm trial:
                json.Word("duration", trial.Duration);
                Grants(trial.Grants);
                break;
            case VariablePaymentTerm variable:
                json.WriteString("currencyCode", variable.Currency);
                json.WriteString("maxTotalChargeAmount", variable.MaxTotalChargeAmount);
                break;
            case LegalTerm legal:
                json.Each("documents", legal.Documents, Document);
                break;
            case SupportTerm support:
                json.WriteString("refundPolicy", support.RefundPolicy);
                break;
            case ValidityTerm validity:
                json.Word("agreementDuration", validity.AgreementDuration);
                json.Time("agreementStartDate", validity.AgreementStartDate);
                json.Time("agreementEndDate", validity.AgreementEndDate);
                break;
            case ByolPricingTerm or RenewalTerm:
                break;
            default:
                throw new InvalidOperationException($"{term.Type} is no type of terms.");
        }
    }

    private void Contract(RateCard card)
    {
        json.Object("selector", () =>
        {
            json.WriteString("type", "Duration");
            json.WriteString("value", card.Duration);
        });
        json.Object("constraints", () =>
        {
            json.WriteString("multipleDimensionSelection", Allowance(card.MultipleDimensions));
            json.WriteString("quantityConfiguration", Allowance(card.Quantities));
        });
        Rates(card.Rates);
    }

    private void Rates(ImmutableArray<Rate> rates) => json.Each("rateCard", rates, rate =>
    {
        Dimension(rate.Dimension);
        json.WriteString("price", rate.Price);
    });

    private void Grants(ImmutableArray<Grant> grants) => json.Each("grants", grants, grant =>
    {
        Dimension(grant.Dimension);
        if (grant.MaxQuantity is { } most) json.WriteNumber("maxQuantity", most);
    });

    private void Dimension(string key)
    {
        var dimension = dimensions.GetValueOrDefault(key) ?? new Dimension(key, key, UnknownUnit);
        json.WriteString("dimensionKey", key);
        json.WriteString("displayName", dimension.Name);
        json.WriteString("unit", dimension.Unit);
        json.Word("description", dimension.Description);
        if (dimension.Labels.IsEmpty) return;
        json.Each("dimensionLabels", dimension.Labels, label =>
        {
            json.WriteString("labelType", label.Type);
            json.WriteString("labelValue", label.Value);
            json.Word("displayName", label.DisplayName);
        });
    }

    private void Instalment(Instalment instalment)
    {
        json.Time("chargeDate", instalment.ChargeDate);
        json.WriteString("chargeAmount", instalment.ChargeAmount);
    }

    private void Document(LegalDocument document)
    {
        json.WriteString("type", document.Type);
        json.WriteString("url", document.Url);
        json.Word("version", document.Version);
    }

    private static string Allowance(bool allowed) => allowed ? "Allowed" : "Disallowed";
}
