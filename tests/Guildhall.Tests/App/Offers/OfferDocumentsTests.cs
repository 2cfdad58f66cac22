using System.Text.Json;
using Guildhall.App.Offers;
using Guildhall.Domain;
using Guildhall.Domain.Offers;

namespace Guildhall.Tests.App.Offers;

public sealed class OfferDocumentsTests
{
    private const string Document = """
        {"product":"prod-a","name":"Public offer","state":"Released","availableFrom":"2026-01-01T00:00:00Z","expires":"2027-01-01T00:00:00Z","terms":[
          {"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[
            {"duration":"P12M","prices":{"users":"120.00"},"quantityConfiguration":"Disallowed"},{"duration":"P1M","prices":{"users":"12"},"multipleDimensionSelection":"Disallowed"}]},
          {"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.10"}}]},
          {"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"10","duration":"P12M","grants":[{"dimensionKey":"users","maxQuantity":5},{"dimensionKey":"hosts"}]},
          {"type":"PaymentScheduleTerm","currencyCode":"USD","schedule":[{"chargeDate":"2026-02-01T00:00:00Z","chargeAmount":"4"}]},
          {"type":"RecurringPaymentTerm","currencyCode":"USD","price":"9.99"},
          {"type":"FreeTrialPricingTerm","duration":"P14D"},{"type":"ByolPricingTerm"},
          {"type":"VariablePaymentTerm","currencyCode":"USD","maxTotalChargeAmount":"1000"},
          {"type":"LegalTerm","id":"eula","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula","version":"2"}]},
          {"type":"SupportTerm","refundPolicy":"None."},{"type":"RenewalTerm"},{"type":"ValidityTerm","agreementDuration":"P1Y","agreementEndDate":"2028-01-01T00:00:00Z"}]}
        """;

    [Fact]
    public void Each_type_of_terms_is_read_with_its_members()
    {
        var offer = Read(Document);
        Assert.Equal(
            ["ConfigurableUpfrontPricingTerm", "UsageBasedPricingTerm", "FixedUpfrontPricingTerm", "PaymentScheduleTerm", "RecurringPaymentTerm", "FreeTrialPricingTerm", "ByolPricingTerm",
                "VariablePaymentTerm", "LegalTerm", "SupportTerm", "RenewalTerm", "ValidityTerm"],
            offer.Terms.Select(t => t.Type));
        var cards = Assert.IsType<ConfigurableUpfrontPricingTerm>(offer.Terms[0]).RateCards;
        Assert.Equal(("P12M", true, false, new Rate("users", "120.00")), (cards[0].Duration, cards[0].MultipleDimensions, cards[0].Quantities, cards[0].Rates.Single()));
        Assert.Equal((false, true), (cards[1].MultipleDimensions, cards[1].Quantities));
        Assert.Equal([new Grant("users", 5), new Grant("hosts", null)], Assert.IsType<FixedUpfrontPricingTerm>(offer.Terms[2]).Grants);
        Assert.Equal(new Instalment(new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), "4"), Assert.IsType<PaymentScheduleTerm>(offer.Terms[3]).Schedule.Single());
        Assert.Equal("Monthly", Assert.IsType<RecurringPaymentTerm>(offer.Terms[4]).BillingPeriod);
        Assert.Equal(new LegalTerm("eula", []), Assert.IsType<LegalTerm>(offer.Terms[8]) with { Documents = [] });
        Assert.Equal(new LegalDocument("StandardEula", "https://legal.example.com/eula", "2"), Assert.IsType<LegalTerm>(offer.Terms[8]).Documents.Single());
        Assert.Equal(("P1Y", 2028), (Assert.IsType<ValidityTerm>(offer.Terms[11]).AgreementDuration, Assert.IsType<ValidityTerm>(offer.Terms[11]).AgreementEndDate!.Value.Year));
        Assert.Equal((PricingModel.Contract, "seller-maker", true), (offer.Pricing, offer.Seller, offer.IsOut));
    }

    [Fact]
    public void Ids_stay_while_the_terms_stay_and_another_price_is_another_proposal()
    {
        var (one, again, dearer) = (Read(Document), Read(Document), Read(Document.Replace("9.99", "10.99", StringComparison.Ordinal)));
        Assert.Equal(Named(one), Named(again));
        Assert.Equal(one.Terms.Length, one.Terms.Select(t => t.Id).Distinct().Count());
        Assert.Equal(one.Terms.Select(t => t.Id), dearer.Terms.Select(t => t.Id));
        Assert.NotEqual(one.ProposalId, dearer.ProposalId);
        Assert.Equal(one.ProposalId[..16], dearer.ProposalId[..16]);
        Assert.Matches("^ap-[a-z2-7]{26}$", one.ProposalId);
    }

    [Fact]
    public void M19_A_private_offer_is_seen_by_those_it_names_alone_and_a_withdrawn_one_or_a_draft_by_nobody()
    {
        var (named, other) = (new AccountId("111111111111"), new AccountId("222222222222"));
        var made = Read("""{"product":"prod-a","seller":"seller-other","buyerAccounts":["111111111111"]}""");
        Assert.Equal((true, false, "seller-other", PricingModel.Free), (made.VisibleTo(named), made.VisibleTo(other), made.Seller, made.Pricing));
        Assert.False(Read("""{"product":"prod-a","withdrawn":true}""").VisibleTo(other));
        Assert.False(Read("""{"product":"prod-a","state":"Draft"}""").VisibleTo(other));
        Assert.True(Read("""{"product":"prod-a"}""").VisibleTo(other));
    }

    private static string[] Named(Offer offer) => [offer.ProposalId, .. offer.Terms.Select(t => t.Id)];

    private static Offer Read(string document)
    {
        using var json = JsonDocument.Parse(document);
        return OfferDocuments.Offer("offer-a", json.RootElement, "seller-maker");
    }
}
