using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Offers;
using static Guildhall.Tests.Domain.Agreements.Bought;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>Times, cancellation, the gate and its notices. storefront-and-procurement.md B.8 to B.10, private-marketplace.md 5.3.</summary>
public sealed class AgreementRuleTests
{
    [Fact]
    public void B8_An_agreement_lasts_as_long_as_its_terms_say()
    {
        Assert.Equal(new Lifetime(Now, Now.AddMonths(12)), Life(Quote([Contract, Legal], Users(1), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, null), Life(Quote([Usage, Legal], Named("usage"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, Now.AddDays(14)), Life(Quote([Trial, Legal], Named("trial"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, null), Life(Quote([Trial, Usage, Legal], Named("trial"), Named("usage"), Named("legal")).Value.Terms));
        var later = new ValidityTerm("validity", "P2W", Now.AddDays(1), null);
        Assert.Equal(new Lifetime(Now.AddDays(1), Now.AddDays(15)), Life(Quote([Usage, Legal, later], Named("usage"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, null), Life(Quote([Usage, Legal, new ValidityTerm("validity", "P99999999Y", null, null)], Named("usage"), Named("legal")).Value.Terms));
    }

    [Fact]
    public void B8_What_the_buyer_chose_and_a_trials_own_days_come_before_how_long_agreements_on_the_offer_last()
    {
        var validity = new ValidityTerm("validity", "P36M", null, null);
        Assert.Equal(new Lifetime(Now, Now.AddMonths(1)), Life(Quote([Contract, Legal, validity], Users(1, "P1M"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, Now.AddDays(14)), Life(Quote([Trial, Legal, validity], Named("trial"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, Now.AddMonths(36)), Life(Quote([Fixed, Legal, validity], Named("fixed"), Named("legal")).Value.Terms));
        var ends = new ValidityTerm("validity", null, null, Now.AddDays(20));
        Assert.Equal(new Lifetime(Now, Now.AddDays(20)), Life(Quote([Contract, Legal, ends], Users(1, "P1M"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, Now.AddDays(14)), Life(Quote([Trial, Legal, ends], Named("trial"), Named("legal")).Value.Terms));
        Assert.Equal(new Lifetime(Now, Now.AddDays(3)), Life(Quote([Trial, Legal, ends with { AgreementEndDate = Now.AddDays(3) }], Named("trial"), Named("legal")).Value.Terms));
    }

    [Fact]
    public void B8_A_free_trial_is_had_once()
    {
        Assert.False(TermKinds.Renews(Quote([Trial, Legal, Renewal], Named("trial"), Named("legal"), Renew(true)).Value.Terms));
        var paid = Quote([Trial, Usage, Legal, Renewal, new ValidityTerm("validity", "P1Y", null, null)], Named("trial"), Named("usage"), Named("legal"), Renew(true)).Value.Terms;
        Assert.True(TermKinds.Renews(paid));
        Assert.Equal(["usage", "legal", "renewal", "validity"], Renewing.Terms(paid, Now, Now.AddYears(1)).Select(t => t.Term.Id));
    }

    [Fact]
    public void B8_A_renewal_has_the_same_terms_with_its_dates_moved_on()
    {
        var terms = Quote([Fixed, Schedule, Legal, new ValidityTerm("validity", null, null, Now.AddDays(100))], Named("fixed"), Named("legal")).Value.Terms;
        var next = Renewing.Terms(terms, Now, Now.AddDays(100));
        Assert.Equal(Now.AddDays(130), next.Select(t => t.Term).OfType<PaymentScheduleTerm>().Single().Schedule[0].ChargeDate);
        Assert.Equal(new Lifetime(Now.AddDays(100), Now.AddDays(200)), Lifetime.Of(next, Now.AddDays(100)));
    }

    [Theory]
    [InlineData(AgreementStatus.Active, false, 1_000, null)]
    [InlineData(AgreementStatus.Active, true, 48, null)]
    [InlineData(AgreementStatus.Active, true, 48.01, "UNSUPPORTED_ACTION")]
    [InlineData(AgreementStatus.Cancelled, true, 1_000, null)]
    [InlineData(AgreementStatus.Expired, false, 1, "INACTIVE_AGREEMENT")]
    [InlineData(AgreementStatus.Replaced, true, 1, "INACTIVE_AGREEMENT")]
    public void B9_What_is_prepaid_is_cancelled_within_the_window_and_the_rest_at_any_time(AgreementStatus status, bool prepaid, double hours, string? reason) =>
        Assert.Equal(reason, Cancelling.Check(status, prepaid, Now, Now.AddHours(hours), Cancelling.DefaultWindow)?.Code);

    [Fact]
    public void B10_The_refusal_names_product_account_experience_reason_and_the_way_out()
    {
        var refusal = Gate.Refusal(new GateDecision(new ProductId("prod-a"), DecisionReason.ProductNotApproved, new EntityId("exp-a"), 3, Now, Now), new AccountId("222222222222"), "Acme catalogue")!;
        Assert.Equal("DENIED_BY_PRIVATE_MARKETPLACE_POLICY", refusal.Code);
        Assert.All(["prod-a", "222222222222", "Acme catalogue", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY", "Ask your administrator or create a product request"], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void B10_Exactly_the_decisions_that_allow_pass() =>
        Assert.All(Enum.GetValues<DecisionReason>(), reason => Assert.Equal(reason.Decision() == Decision.Allow, Gate.Refusal(new GateDecision(new ProductId("prod-a"), reason, null, null, Now, Now), new AccountId("222222222222"), null) is null));

    [Theory]
    [InlineData(31, null, 30)]
    [InlineData(30, 30, 14)]
    [InlineData(15, 30, 14)]
    [InlineData(14, 14, 3)]
    [InlineData(3, 3, 0)]
    [InlineData(1, 3, 0)]
    [InlineData(0, null, 0)]
    public void S53_Notices_are_due_30_14_and_3_days_ahead(int daysLeft, int? due, int next)
    {
        var end = Now.AddDays(daysLeft);
        Assert.Equal(due, RenewalNotices.Due(end, Now));
        Assert.Equal(end.AddDays(-next), RenewalNotices.Next(end, Now));
    }

    [Fact]
    public void Words_are_those_of_the_API()
    {
        Assert.Equal(("ROLLED_BACK", "ON_ACCEPTANCE", "AGREEMENT_ACTIVE"), (AgreementStatus.RolledBack.Word(), ChargeTiming.OnAcceptance.Word(), EntitlementReason.AgreementActive.Word()));
        Assert.Equal((AgreementStatus.Active, null), (AgreementWords.Find<AgreementStatus>("ACTIVE"), AgreementWords.Find<AgreementStatus>("active")));
    }

    private static Lifetime Life(ImmutableArray<AcceptedTerm> terms) => Lifetime.Of(terms, Now);
}
