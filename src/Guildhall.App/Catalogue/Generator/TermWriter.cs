using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Writes the terms of an offer.</summary>
internal sealed class TermWriter(Utf8JsonWriter json)
{
    public void Write(ImmutableArray<TermDraft> terms)
    {
        json.WriteStartArray("terms");
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.WriteString("type", term.Type);
            WriteMembers(term);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteMembers(TermDraft term)
    {
        if (term.Type == "LegalTerm") WriteLegal();
        if (term.Type == "SupportTerm") json.WriteString("refundPolicy", "No refunds; cancel at any time.");
        if (term.RateCards.Length > 0 || term.Schedule.Length > 0 || (term.Price ?? term.Ceiling) is not null) json.WriteString("currencyCode", "USD");
        if (term.Price is { } price) json.WriteString("price", price);
        if (term.Type == "RecurringPaymentTerm") json.WriteString("billingPeriod", "Monthly");
        if (term.Ceiling is { } ceiling) json.WriteString("maxTotalChargeAmount", ceiling);
        if (term.Duration is { } duration) json.WriteString(term.Type == "ValidityTerm" ? "agreementDuration" : "duration", duration);
        if (term.RateCards.Length > 0) WriteCards(term.RateCards);
        if (term.Grants.Length > 0) WriteGrants(term.Grants);
        if (term.Schedule.Length > 0) WriteSchedule(term.Schedule);
        if (term.Between is var (start, end))
        {
            json.WriteString("agreementStartDate", start);
            json.WriteString("agreementEndDate", end);
        }
    }

    private void WriteGrants(ImmutableArray<(string Dimension, int Quantity)> grants)
    {
        json.WriteStartArray("grants");
        foreach (var (dimension, quantity) in grants)
        {
            json.WriteStartObject();
            json.WriteString("dimensionKey", dimension);
            json.WriteNumber("maxQuantity", quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSchedule(ImmutableArray<(string Date, string Amount)> schedule)
    {
        json.WriteStartArray("schedule");
        foreach (var (date, amount) in schedule)
        {
            json.WriteStartObject();
            json.WriteString("chargeDate", date);
            json.WriteString("chargeAmount", amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteLegal()
    {
        json.WriteStartArray("documents");
        json.WriteStartObject();
        json.WriteString("type", "StandardEula");
        json.WriteString("url", "https://legal.example.com/standard");
        json.WriteString("version", "2022-07-14");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteCards(ImmutableArray<RateCardDraft> cards)
    {
        json.WriteStartArray("rateCards");
        foreach (var card in cards)
        {
            json.WriteStartObject();
            if (card.Duration is { } duration) json.WriteString("duration", duration);
            json.WriteStartObject("prices");
            foreach (var (dimension, price) in card.Prices) json.WriteString(dimension, price);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
