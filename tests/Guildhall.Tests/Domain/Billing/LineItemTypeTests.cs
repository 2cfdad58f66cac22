using System.Text;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>What the types of lines are shown under, and whose sale a line is. aws-operations.md C.6.</summary>
public sealed class LineItemTypeTests
{
    [Theory]
    [InlineData("DiscountedUsage", LineItemGroup.Usage)]
    [InlineData("SavingsPlanNegation", LineItemGroup.Usage)]
    [InlineData("RIFee", LineItemGroup.Fees)]
    [InlineData("Tax", LineItemGroup.Tax)]
    [InlineData("Credit", LineItemGroup.Credits)]
    [InlineData("Refund", LineItemGroup.Refunds)]
    [InlineData("EdpDiscount", LineItemGroup.Discounts)]
    [InlineData("SomethingNewOfNextYear", LineItemGroup.Other)]
    public void A_type_is_shown_under_its_group(string type, LineItemGroup group) => Assert.Equal(group, LineItemType.GroupOf(type));

    [Fact]
    public void No_known_type_is_other() => Assert.DoesNotContain(LineItemGroup.Other, LineItemType.Known.Select(LineItemType.GroupOf));

    [Theory]
    [InlineData("Amazon Web Services, Inc.", "BoxUsage", "AWS")]
    [InlineData("Amazon Web Services EMEA SARL", "", "AWS")]
    [InlineData("", "", "AWS")]
    [InlineData("Red Hat Inc.", "", "AWS Marketplace")]
    [InlineData("", "MP:software-Units", "AWS Marketplace")]
    [InlineData("Amazon Web Services, Inc.", "Global-SoftwareUsage-Contracts", "AWS Marketplace")]
    public void Without_a_billing_entity_the_seller_and_the_usage_tell(string seller, string usage, string entity) =>
        Assert.Equal(entity, BillingEntity.Derive(Encoding.UTF8.GetBytes(seller), Encoding.UTF8.GetBytes(usage)));
}
