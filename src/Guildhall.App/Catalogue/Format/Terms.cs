using System.Collections.Frozen;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>The twelve types of terms, each with the members it must have. storefront-and-procurement.md A.8.</summary>
internal static class Terms
{
    private static readonly Rule Amount = new AmountRule();
    private static readonly Member Currency = new("currencyCode", new CurrencyRule(), Required: true);
    private static readonly Member Duration = new("duration", new DurationRule());
    private static readonly Rule Allowance = new WordRule("Allowed", "Disallowed");

    private static readonly Rule Prices = new MapRule(Amount, 1_000);
    private static readonly Rule UsageCards = new ListRule(new Shape(new Member("prices", Prices)), 100, least: 1);

    private static readonly Rule ContractCards = new ListRule(
        new Shape(
            Duration with { Required = true },
            new("prices", Prices),
            new("multipleDimensionSelection", Allowance),
            new("quantityConfiguration", Allowance)),
        100,
        least: 1);

    private static readonly Rule Grants = new ListRule(
        new Shape(
            new("dimensionKey", new TextRule(1, 4_096), Required: true),
            new("maxQuantity", new NumberRule(0, int.MaxValue, whole: true))),
        1_000);

    private static readonly Rule Schedule = new ListRule(
        new Shape(
            new("chargeDate", new TimeRule(), Required: true),
            new("chargeAmount", Amount, Required: true)),
        1_000,
        least: 1);

    private static readonly Rule Documents = new ListRule(
        new Shape(
            new Member("type", new WordRule("CustomEula", "CustomDsa", "EnterpriseEula", "StandardEula", "StandardDsa"), Required: true),
            new Member("url", new UrlRule(), Required: true),
            new Member("version", new TextRule(1, 255))),
        20,
        least: 1);

    private static readonly FrozenDictionary<string, Shape> ByType = new Dictionary<string, Shape>
    {
        ["UsageBasedPricingTerm"] = new(Currency, new("rateCards", UsageCards, Required: true)),
        ["ConfigurableUpfrontPricingTerm"] = new(Currency, new("rateCards", ContractCards, Required: true)),
        ["FixedUpfrontPricingTerm"] = new(Currency, new("price", Amount, Required: true), new("grants", Grants), Duration),
        ["PaymentScheduleTerm"] = new(Currency, new("schedule", Schedule, Required: true)),
        ["RecurringPaymentTerm"] = new(Currency, new("billingPeriod", new WordRule("Monthly")), new("price", Amount, Required: true)),
        ["FreeTrialPricingTerm"] = new(new Member("grants", Grants), Duration),
        ["ByolPricingTerm"] = new(),
        ["VariablePaymentTerm"] = new(Currency, new("maxTotalChargeAmount", Amount, Required: true)),
        ["LegalTerm"] = new(new Member("documents", Documents, Required: true)),
        ["SupportTerm"] = new(new Member("refundPolicy", new TextRule(1, 4_096), Required: true)),
        ["RenewalTerm"] = new(),
        ["ValidityTerm"] = new(new("agreementDuration", new DurationRule()), new("agreementStartDate", new TimeRule()), new("agreementEndDate", new TimeRule())),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Rule Rule { get; } = new TermRule();

    private sealed class TermRule : Rule
    {
        private static readonly Rule Id = new TokenRule(1, 256, "+=;,.@-_", "is no id of a term.");

        public override void Check(JsonElement value, Findings findings)
        {
            if (!Is(value, JsonValueKind.Object, "an object", findings)) return;
            var type = value.TryGetProperty("type", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
            if (!ByType.TryGetValue(type, out var shape))
            {
                findings.Add($"must have a type out of {string.Join(", ", ByType.Keys.Order(StringComparer.Ordinal))}.");
                return;
            }

            shape.Check(value, findings);
            if (!value.TryGetProperty("id", out var id)) return;
            findings.Enter("id");
            Id.Check(id, findings);
            findings.Leave();
        }
    }
}

/// <summary>Three upper-case letters.</summary>
internal sealed class CurrencyRule() : TextRule(3, 3)
{
    protected override string? Refusal(string text) => text.All(char.IsAsciiLetterUpper) ? null : "must be a currency such as USD.";
}

/// <summary>A duration of ISO 8601 in whole days, weeks, months or years, such as <c>P12M</c>.</summary>
internal sealed class DurationRule() : TextRule(3, 10)
{
    protected override string? Refusal(string text) =>
        text[0] == 'P' && text[^1] is 'D' or 'W' or 'M' or 'Y' && !text.AsSpan(1, text.Length - 2).ContainsAnyExceptInRange('0', '9')
            ? null
            : "must be a duration such as P12M.";
}
