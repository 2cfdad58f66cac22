using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>Terms and requests of the tests.</summary>
internal static class Bought
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    public static readonly LegalTerm Legal = new("legal", [new LegalDocument("StandardEula", "https://legal.example.com", null)]);

    public static readonly ConfigurableUpfrontPricingTerm Contract = new(
        "contract", "USD",
        [
            new RateCard("P12M", [new Rate("users", "120.00"), new Rate("hosts", "10.5")]),
            new RateCard("P1M", [new Rate("users", "12"), new Rate("hosts", "1")]) { MultipleDimensions = false, Quantities = false },
        ]);

    public static readonly UsageBasedPricingTerm Usage = new("usage", "USD", [new RateCard(null, [new Rate("calls", "0.10")])]);

    public static readonly FixedUpfrontPricingTerm Fixed = new("fixed", "USD", "1000.00", [new Grant("users", 5)], "P12M");

    public static readonly PaymentScheduleTerm Schedule = new("schedule", "USD", [new Instalment(Now.AddDays(30), "400.00"), new Instalment(Now.AddDays(60), "600.00")]);

    public static readonly RecurringPaymentTerm Recurring = new("recurring", "USD", "Monthly", "9.99");

    public static readonly FreeTrialPricingTerm Trial = new("trial", [], "P14D");

    public static readonly ByolPricingTerm Byol = new("byol");

    public static readonly RenewalTerm Renewal = new("renewal");

    public static readonly SupportTerm Support = new("support", "None.");

    public static RequestedTerm Users(int quantity, string selector = "P12M", string term = "contract") => new(term, new UpfrontChoice(selector, [new Quantity("users", quantity)]));

    public static RequestedTerm Renew(bool on) => new("renewal", new RenewalChoice(on));

    public static RequestedTerm Named(string id) => new(id);

    public static Result<QuotedTerms> Quote(ImmutableArray<Term> offered, params ImmutableArray<RequestedTerm> requested) => Quoting.Of(offered, requested, Now);

    public static string ReasonOf<T>(Result<T> result)
    {
        Assert.True(result.Refused);
        return result.Problems[0].Code;
    }
}
