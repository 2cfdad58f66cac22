using System.Collections.Immutable;
using Guildhall.Domain.Agreements;
using static Guildhall.Tests.Domain.Agreements.Bought;

namespace Guildhall.Tests.Domain.Agreements;

/// <summary>Amendments: storefront-and-procurement.md B.4, B.8, B.10.</summary>
public sealed class AmendingTests
{
    private static readonly ImmutableArray<AcceptedTerm> Terms = Quote([Contract, Legal, Renewal], Users(10), Named("legal"), Renew(true)).Value.Terms;

    [Fact]
    public void B8_More_units_are_paid_at_once_and_fewer_are_not_paid_back()
    {
        var more = Amending.Of(Terms, null, 1200.00m, [Users(12)], Now).Value;
        Assert.True(more.Adds);
        Assert.Equal(1440.00m, more.Terms.Value);
        Assert.Equal(new ItemizedCharge("users", 12, 10, 0, 240.00m), more.Terms.Items.Single());
        Assert.Equal(new ExpectedCharge(ChargeTiming.OnAcceptance, Now, 240.00m), more.Terms.Charges.Single());

        var fewer = Amending.Of(Terms, null, 1200.00m, [Users(4)], Now).Value;
        Assert.Equal((false, 1200.00m, 0), (fewer.Adds, fewer.Terms.Value, fewer.Terms.Charges.Length));
        Assert.Equal(new ItemizedCharge("users", 4, 10, null, 0.00m), fewer.Terms.Items.Single());
    }

    [Fact]
    public void B10_Turning_renewal_on_is_a_purchase_and_turning_it_off_is_none()
    {
        Assert.False(Amending.Of(Terms, null, 1200m, [Renew(false)], Now).Value.Adds);
        var without = Quote([Contract, Legal, Renewal], Users(10), Named("legal")).Value.Terms;
        var on = Amending.Of(without, Renewal, 1200m, [Renew(true)], Now).Value;
        Assert.True(on.Adds && TermKinds.Renews(on.Terms.Terms));
        Assert.DoesNotContain(Amending.Of(without, Renewal, 1200m, [Users(11)], Now).Value.Terms.Terms, t => t.Term.Id == "renewal");
    }

    [Fact]
    public void B4_An_amendment_stays_within_the_terms_of_the_agreement()
    {
        Assert.Equal("INVALID_REQUESTED_TERM_ID", ReasonOf(Amending.Of(Terms, null, 0, [Named("usage")], Now)));
        Assert.Equal("INVALID_REQUESTED_TERM_CONFIGURATION", ReasonOf(Amending.Of(Terms, null, 0, [Users(1, "P1M")], Now)));
        Assert.Equal("INVALID_REQUESTED_TERM_CONFIGURATION", ReasonOf(Amending.Of(Terms, null, 0, [Users(0)], Now)));
        Assert.Equal("INVALID_REQUESTED_TERM_CONFIGURATION", ReasonOf(Amending.Of(Terms, null, Amounts.Most, [Users(11)], Now)));
    }
}
