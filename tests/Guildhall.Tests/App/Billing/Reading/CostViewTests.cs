using Guildhall.Domain.Billing;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>The three views of a month, and what costs are kept apart by. aws-operations.md C.5, C.6.</summary>
public sealed class CostViewTests
{
    [Theory]
    [InlineData("Usage", "7")]
    [InlineData("Tax", "7")]
    [InlineData("SomethingNew", "7")]
    [InlineData("SavingsPlanCoveredUsage", "3")]
    [InlineData("SavingsPlanRecurringFee", "6")]
    [InlineData("SavingsPlanNegation", "0")]
    [InlineData("SavingsPlanUpfrontFee", "0")]
    [InlineData("DiscountedUsage", "2")]
    [InlineData("RIFee", "0.75")]
    [InlineData("Fee", "7")]
    [InlineData("Refund", "7")]
    public async Task The_amortised_view_follows_the_case_list(string type, string amortised)
    {
        var read = await ReportText.ReadAsync(ReportText.OfRow([("lineItem/LineItemType", type), ("lineItem/UnblendedCost", "7"), .. Commitments]));

        Assert.Equal(("7", amortised), (read.Cost.In(CostView.Invoice).ToString(), read.Cost.In(CostView.Amortised).ToString()));
        Assert.Equal(type, read.Cost.Key.LineItemType);
    }

    [Fact]
    public async Task A_fee_with_a_reservation_and_a_refund_of_savings_plans_cost_nothing_when_amortised()
    {
        var read = await ReportText.ReadAsync(ReportText.Of(
            [("lineItem/LineItemType", "Fee"), ("reservation/ReservationARN", "arn:aws:ec2:x"), .. Commitments],
            [("lineItem/LineItemType", "Refund"), ("lineItem/ProductCode", "ComputeSavingsPlans"), .. Commitments]));

        Assert.All(read.Costs, cost => Assert.Equal("0", cost.Amortised.ToString()));
        Assert.Equal(2, read.Costs.Count);
    }

    [Fact]
    public async Task Without_the_columns_of_savings_plans_covered_usage_and_its_negation_still_cancel_out()
    {
        var read = await ReportText.ReadAsync(ReportText.Of(
            [("lineItem/LineItemType", "SavingsPlanCoveredUsage"), ("lineItem/UnblendedCost", "7")],
            [("lineItem/LineItemType", "SavingsPlanNegation"), ("lineItem/UnblendedCost", "-7")],
            [("lineItem/LineItemType", "DiscountedUsage"), ("lineItem/UnblendedCost", "0")]));

        Assert.Equal(Amount.Zero, AmountSum.Of(read.Costs.Select(c => c.Amortised)).Single);
        Assert.Contains(read.Costs, c => c.Amortised.ToString() == "7");
    }

    [Theory]
    [InlineData("Usage", "5", "5")]
    [InlineData("Usage", "", "7")]
    [InlineData("EdpDiscount", "", "0")]
    public async Task The_net_view_has_the_net_cost_where_there_is_one_and_discounts_only_once(string type, string netCost, string net)
    {
        var read = await ReportText.ReadAsync(ReportText.OfRow(("lineItem/LineItemType", type), ("lineItem/UnblendedCost", "7"), ("lineItem/NetUnblendedCost", netCost)));

        Assert.Equal(net, read.Cost.In(CostView.Net).ToString());
        Assert.Equal("7", (await ReportText.ReadAsync(ReportText.OfRow(("lineItem/UnblendedCost", "7")))).Cost.Net.ToString());
    }

    [Fact]
    public async Task A_key_says_all_that_a_row_says()
    {
        var wish = ReportText.Wish with { TagKeys = ["CostCenter", "Stage"], UsageTypes = ["EU-BoxUsage:m5.large"] };
        var read = await ReportText.ReadAsync(
            ReportText.OfRow(
                ("bill/BillingEntity", "AWS Marketplace"), ("lineItem/LegalEntity", "Acme, \"the\" Vendor"), ("lineItem/ProductCode", "5hnnev"), ("product/ProductName", "Acme Scanner"),
                ("lineItem/UsageType", "EU-BoxUsage:m5.large"), ("bill/InvoiceId", "987"), ("lineItem/LineItemDescription", "Contract for agmt-7y2m and more"),
                ("resourceTags/user:CostCenter", "42"), ("resourceTags/user:stage", "not this one"), ("resourceTags/user:Stage", "prod")),
            wish);

        Assert.Equal(
            new CostKey
            {
                Account = new(ReportText.Account),
                BillingEntity = BillingEntity.Marketplace,
                LegalEntity = "Acme, \"the\" Vendor",
                ProductCode = "5hnnev",
                ProductName = "Acme Scanner",
                LineItemType = LineItemType.Usage,
                Region = "eu-west-1",
                UsageType = "EU-BoxUsage:m5.large",
                Currency = "USD",
                InvoiceId = "987",
                AgreementId = "agmt-7y2m",
                Tags = new(["42", "prod"]),
            },
            read.Cost.Key);
        Assert.Equal((new DateOnly(2026, 11, 2), 1), (read.Cost.Day, read.Cost.Rows));
    }

    [Fact]
    public async Task Usage_types_that_nobody_asked_for_are_added_up_together()
    {
        var text = ReportText.Of([("lineItem/UsageType", "a")], [("lineItem/UsageType", "b")], [("lineItem/UsageType", "c")]);

        Assert.Equal(3, (await ReportText.ReadAsync(text)).Cost.Rows);
        Assert.Equal(["", "b"], (await ReportText.ReadAsync(text, ReportText.Wish with { UsageTypes = ["b"] })).Costs.Select(c => c.Key.UsageType).Order());
    }

    [Theory]
    [InlineData("AWS Marketplace", "see agmt-abc123.", "x", "agmt-abc123")]
    [InlineData("AWS Marketplace", "none", "arn:aws:aws-marketplace::1:agreement/agmt-zz9", "agmt-zz9")]
    [InlineData("AWS Marketplace", "agmt- is none", "", "")]
    [InlineData("AWS", "see agmt-abc123.", "", "")]
    public async Task An_agreement_is_found_in_what_Marketplace_bills(string entity, string description, string resource, string agreement) =>
        Assert.Equal(agreement, (await ReportText.ReadAsync(ReportText.OfRow(("bill/BillingEntity", entity), ("lineItem/LineItemDescription", description), ("lineItem/ResourceId", resource)))).Cost.Key.AgreementId);

    [Fact]
    public async Task Without_a_column_of_billing_entities_the_seller_and_the_usage_tell()
    {
        var text = ReportText.Of([], [("lineItem/LegalEntity", "Acme")], [("lineItem/UsageType", "MP:units")]).Replace("bill/BillingEntity", "no/Entity", StringComparison.Ordinal);

        Assert.Equal([("AWS", 1L), ("AWS Marketplace", 1L), ("AWS Marketplace", 1L)], (await ReportText.ReadAsync(text)).Costs.Select(c => (c.Key.BillingEntity, c.Rows)).Order());
    }

    private static readonly (string, string)[] Commitments =
    [
        ("savingsPlan/SavingsPlanEffectiveCost", "3"), ("savingsPlan/TotalCommitmentToDate", "10"), ("savingsPlan/UsedCommitment", "4"),
        ("reservation/EffectiveCost", "2"), ("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "0.5"), ("reservation/UnusedRecurringFee", "0.25"), ("reservation/ReservationARN", ""),
    ];
}
