using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>In which ways an offer is taken, and that each of them is accepted as a quote. storefront-and-procurement.md B.4, D.3.</summary>
public sealed class PurchaseWayTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Term Contract = new ConfigurableUpfrontPricingTerm("contract", "USD", [new RateCard("P12M", [new Rate("users", "10")])]);
    private static readonly Term Fixed = new FixedUpfrontPricingTerm("fixed", "USD", "100", [], "P12M");
    private static readonly Term Usage = new UsageBasedPricingTerm("usage", "USD", [new RateCard(null, [new Rate("hours", "1")])]);
    private static readonly Term Trial = new FreeTrialPricingTerm("trial", [], "P14D");
    private static readonly Term Byol = new ByolPricingTerm("byol");
    private static readonly Term Legal = new LegalTerm("legal", []);
    private static readonly Term Schedule = new PaymentScheduleTerm("schedule", "USD", [new Instalment(Now, "50")]);
    private static readonly Term Variable = new VariablePaymentTerm("variable", "USD", "1000");
    private static readonly Term Recurring = new RecurringPaymentTerm("recurring", "USD", "Monthly", "5");
    private static readonly Term Renewal = new RenewalTerm("renewal");

    public static TheoryData<Term[], string[]> Ways => new()
    {
        { [Contract, Legal], ["Contract contract"] },
        { [Contract, Usage, Legal], ["Contract contract+usage"] },
        { [Contract, Fixed, Legal], ["Contract contract", "Contract fixed"] },
        { [Contract, Trial, Renewal, Legal], ["Contract contract", "Trial trial"] },
        { [Usage, Trial, Legal], ["Usage usage", "Trial trial+usage"] },
        { [Usage, Byol, Legal], ["Usage usage", "OwnLicense byol"] },
        { [Fixed, Schedule, Legal], ["Contract fixed+schedule"] },
        { [Schedule, Legal], ["Contract schedule"] },
        { [Variable, Legal], ["Usage variable"] },
        { [Recurring, Legal], ["Usage recurring"] },
        { [Legal], [] },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_offer_is_taken_in_these_ways_and_each_of_them_makes_a_quote(Term[] terms, string[] ways)
    {
        var offer = Offer([.. terms]);

        var found = PurchaseWay.Of(offer);

        Assert.Equal(ways, found.Select(w => $"{w.Kind} {string.Join('+', w.Terms.Select(t => t.Id))}"));
        foreach (var way in found)
        {
            var request = way.Request(offer, new UpfrontChoice("P12M", [new Quantity("users", 2)]), way.MayRenew(offer) ? true : null, new PaymentChoice("WAIT_FOR_APPROVAL", null));
            var quoted = Quoting.Of(offer.Terms, request, Now);
            Assert.True(!quoted.Refused, quoted.Refused ? quoted.Problems[0].Message : "");
            Assert.Contains(quoted.Value.Terms, t => t.Term == Legal);
            Assert.Equal(way.MayRenew(offer), TermKinds.Renews(quoted.Value.Terms));
        }
    }

    [Fact]
    public void Renewal_is_chosen_for_what_ends_and_not_in_private_offers()
    {
        Assert.True(PurchaseWay.Of(Offer(Contract, Renewal))[0].MayRenew(Offer(Contract, Renewal)));
        Assert.False(PurchaseWay.Of(Offer(Contract))[0].MayRenew(Offer(Contract)));
        Assert.False(PurchaseWay.Of(Offer(Usage, Renewal))[0].MayRenew(Offer(Usage, Renewal)));
        var named = Offer(Contract, Renewal) with { Buyers = [new AccountId("111122223333")] };
        Assert.False(PurchaseWay.Of(named)[0].MayRenew(named));
    }

    private static Offer Offer(params ImmutableArray<Term> terms) => new("offer-a", new ProductId("prod-a"), "seller-a") { Terms = terms };
}
