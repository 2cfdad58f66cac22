using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using static Guildhall.Tests.Domain.Agreements.Bought;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>The arithmetic and the refusals of storefront-and-procurement.md B.4.</summary>
public sealed class QuotingTests
{
    [Fact]
    public void B4_A_contract_is_paid_on_acceptance_by_price_and_quantity()
    {
        var quote = Quote([Contract, Legal, Support, Renewal], Users(10), Named("legal"), Renew(false)).Value;
        Assert.Equal(("USD", "1200.00"), (quote.Currency, Amounts.Text(quote.Value)));
        Assert.Equal([new ExpectedCharge(ChargeTiming.OnAcceptance, Now, 1200.00m)], quote.Charges);
        Assert.Equal([new ItemizedCharge("users", 10, 0, 0, 1200.00m)], quote.Items);
        Assert.Equal(["contract", "legal", "support", "renewal"], quote.Terms.Select(t => t.Term.Id));
    }

    [Fact]
    public void B4_Usage_is_billed_by_period_without_an_amount_and_costs_nothing_that_is_known()
    {
        var quote = Quote([Usage, Legal], Named("usage"), Named("legal")).Value;
        Assert.Equal("0", Amounts.Text(quote.Value));
        Assert.Equal([new ExpectedCharge(ChargeTiming.BillingPeriod, null, null)], quote.Charges);
    }

    [Fact]
    public void B4_A_fixed_price_is_paid_at_once_and_with_instalments_not()
    {
        var plain = Quote([Fixed, Legal], Named("fixed"), Named("legal")).Value;
        Assert.Equal(new ExpectedCharge(ChargeTiming.OnAcceptance, Now, 1000.00m), plain.Charges.Single());
        Assert.Equal(1000.00m, plain.Value);
        var parts = Quote([Fixed, Schedule, Legal], Named("fixed"), Named("legal")).Value;
        Assert.Equal([(ChargeTiming.Scheduled, 400.00m), (ChargeTiming.Scheduled, 600.00m)], parts.Charges.Select(c => (c.Timing, c.Amount!.Value)));
        Assert.Equal(1000.00m, parts.Value);
    }

    [Fact]
    public void B4_A_flat_fee_counts_for_as_many_months_as_are_agreed()
    {
        var year = Quote([Recurring, Legal, new ValidityTerm("validity", "P1Y", null, null)], Named("legal")).Value;
        Assert.Equal((119.88m, 9.99m, ChargeTiming.BillingPeriod), (year.Value, year.Charges.Single().Amount!.Value, year.Charges.Single().Timing));
        Assert.Equal(9.99m, Quote([Recurring, Legal], Named("legal")).Value.Value);
    }

    [Fact]
    public void B4_A_licence_of_ones_own_and_a_trial_cost_nothing()
    {
        var own = Quote([Byol, Legal], Named("byol"), Named("legal")).Value;
        Assert.Equal((0m, 0, null), (own.Value, own.Charges.Length, own.Currency));
        Assert.Equal(ChargeTiming.BillingPeriod, Quote([Trial, Usage, Legal], Named("trial"), Named("usage"), Named("legal")).Value.Charges.Single().Timing);
    }

    public static TheoryData<string, string, string[]> Refusals => new()
    {
        { "INVALID_REQUESTED_TERM_ID", "foreign", ["other"] },
        { "MISSING_MANDATORY_TERMS", "no legal term", ["contract:users=1"] },
        { "MISSING_MANDATORY_TERMS", "no price", ["legal"] },
        { "INCOMPATIBLE_TERMS", "two ways to prepay", ["contract:users=1", "fixed", "legal"] },
        { "INCOMPATIBLE_TERMS", "a trial of a contract", ["contract:users=1", "trial", "legal"] },
        { "INCOMPATIBLE_TERMS", "an own licence and a price", ["byol", "usage", "legal"] },
        { "MISSING_REQUESTED_TERM_CONFIGURATION", "a contract without choices", ["contract", "legal"] },
        { "MISSING_REQUESTED_TERM_CONFIGURATION", "a renewal without a choice", ["usage", "legal", "renewal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "another duration", ["contract:users=1@P24M", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "another dimension", ["contract:seats=1", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "none of anything", ["contract:users=0", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "a negative quantity", ["contract:users=-1", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "a dimension twice", ["contract:users=1,users=1", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "two where one is allowed", ["contract:users=1,hosts=1@P1M", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "two units where one is allowed", ["contract:users=2@P1M", "legal"] },
        { "INVALID_REQUESTED_TERM_CONFIGURATION", "choices where there are none", ["usage:users=1", "legal"] },
        { "INVALID_REQUESTED_TERMS", "a term twice", ["usage", "usage", "legal"] },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void B4_What_is_not_offered_is_refused_with_its_reason(string reason, string what, string[] requested)
    {
        var quote = Quote([Contract, Usage, Fixed, Trial, Byol, Legal, Renewal], [.. requested.Select(Parse)]);
        Assert.True(quote.Refused, what);
        Assert.Equal(reason, quote.Problems[0].Code);
    }

    [Fact]
    public void B4_One_to_thirty_terms_are_named()
    {
        Assert.Equal("INVALID_REQUESTED_TERMS", ReasonOf(Quote([Usage, Legal])));
        Assert.Equal("INVALID_REQUESTED_TERMS", ReasonOf(Quote([Usage, Legal], [.. Enumerable.Range(0, 31).Select(i => Named($"t{i}"))])));
        Assert.Equal("INVALID_REQUESTED_TERM_ID", ReasonOf(Quote([Usage, Legal], [.. Enumerable.Range(0, 30).Select(i => Named($"t{i}"))])));
    }

    [Fact]
    public void B4_What_comes_to_more_than_can_be_is_refused_and_nothing_overflows()
    {
        var dear = Contract with { RateCards = [new RateCard("P12M", [new Rate("users", "999999999999999.9999999999"), new Rate("hosts", "999999999999999")])] };
        Assert.Equal("INVALID_REQUESTED_TERM_CONFIGURATION", ReasonOf(Quote([dear, Legal], Users(int.MaxValue), Named("legal"))));
        Assert.Equal("INVALID_REQUESTED_TERM_CONFIGURATION", ReasonOf(Quote([dear, Legal], new RequestedTerm("contract", new UpfrontChoice("P12M", [new Quantity("users", 1), new Quantity("hosts", 1)])), Named("legal"))));
        Assert.Equal("999999999999999.9999999999", Amounts.Text(Quote([dear, Legal], Users(1), Named("legal")).Value.Value));
    }

    [Fact]
    public void B4_Terms_that_are_over_before_they_begin_and_two_currencies_are_refused()
    {
        Assert.Equal("EXPIRED_AGREEMENT_PROPOSAL", ReasonOf(Quote([Usage, Legal, new ValidityTerm("validity", null, null, Now)], Named("usage"), Named("legal"))));
        Assert.Equal("EXPIRED_AGREEMENT_PROPOSAL", ReasonOf(Quote([Usage, Legal, new ValidityTerm("validity", null, Now.AddDays(2), Now.AddDays(1))], Named("usage"), Named("legal"))));
        Assert.Equal("INCOMPATIBLE_TERMS", ReasonOf(Quote([Usage, Recurring with { Currency = "EUR" }, Legal], Named("usage"), Named("legal"))));
    }

    /// <summary><c>term:dimension=1,other=2@duration</c>.</summary>
    private static RequestedTerm Parse(string text)
    {
        var (term, choice) = text.Split(':') is [var t, var c] ? (t, c) : (text, null);
        if (choice is null) return Named(term);
        var (dimensions, duration) = choice.Split('@') is [var d, var p] ? (d, p) : (choice, "P12M");
        return new RequestedTerm(term, new UpfrontChoice(duration, [.. dimensions.Split(',').Select(q => q.Split('=')).Select(q => new Quantity(q[0], int.Parse(q[1], System.Globalization.CultureInfo.InvariantCulture)))]));
    }
}
