using System.Text;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Reading;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.App.Billing.Reading;

/// <summary>CUR 2.0 with its maps, and FOCUS. aws-operations.md C.5, C.8.</summary>
public sealed class OtherFormsTests
{
    private const string Focus = "BilledCost,EffectiveCost,BillingAccountId,SubAccountId,ChargePeriodStart,BillingCurrency,ChargeCategory,ServiceName,x_ServiceCode,PublisherName,ProviderName,RegionId,InvoiceId,Tags\n";

    [Fact]
    public async Task CUR2_Name_region_and_tags_come_from_maps()
    {
        var read = await ReadMaps("""{"product_name":"Amazon \u0022EC2\u0022","region":"eu-west-1"}""", """{"user_cost_center":"42","aws_created_by":"x"}""");

        Assert.Equal(("Amazon \"EC2\"", "eu-west-1", "42"), (read.Cost.Key.ProductName, read.Cost.Key.Region, read.Cost.Key.Tags[0]));
        Assert.Equal(("", "", ""), (await ReadMaps("", "{}")) is { Cost.Key: var key } ? (key.ProductName, key.Region, key.Tags[0]) : default);
    }

    [Theory]
    [InlineData("""{"user_cost_center":"plain","CostCenter":"exact"}""", "exact")]
    [InlineData("""{"user:CostCenter":"user","CostCenter":"exact"}""", "user")]
    [InlineData("""{"CostCenter":7,"other":{"CostCenter":"deep"}}""", "7")]
    [InlineData("""{"CostCenter":null}""", "")]
    public async Task A_tag_is_found_by_its_exact_key_first(string tags, string value) => Assert.Equal(value, (await ReadMaps("", tags)).Cost.Key.Tags[0]);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("text")]
    [InlineData("""{"CostCenter":"\ud800"}""")]
    [InlineData("""{"CostCenter":"x"} more""")]
    public async Task F51_What_is_no_map_is_a_fault(string tags) => Assert.Equal(RowFaultReason.NotAMap, (await ReadMaps("", tags)).Fault.Reason);

    [Fact]
    public async Task FOCUS_Lines_without_a_member_are_the_payers_and_NULL_is_nothing()
    {
        var read = await ReportText.ReadAsync(Focus + "7,6,111122223333,NULL,2026-11-02 00:00:00,USD,Tax,Amazon EC2,NULL,\"Amazon Web Services, Inc.\",AWS,NULL,NULL,NULL\n");

        Assert.Equal((new AccountId("111122223333"), "Amazon EC2", "AWS", "", ""), (read.Cost.Key.Account, read.Cost.Key.ProductCode, read.Cost.Key.BillingEntity, read.Cost.Key.Region, read.Cost.Key.InvoiceId));
        Assert.Equal(("7", "7", "6"), (read.Cost.Unblended.ToString(), read.Cost.Net.ToString(), read.Cost.Amortised.ToString()));
        Assert.Equal(LineItemGroup.Tax, LineItemType.GroupOf(read.Cost.Key.LineItemType));
    }

    [Fact]
    public async Task FOCUS_A_publisher_that_is_no_AWS_company_sells_on_Marketplace()
    {
        var wish = ReportText.Wish with { TagKeys = ["env"] };
        var read = await ReportText.ReadAsync(Focus + "7,7,111122223333,222233334444,2026-11-02 00:00:00,USD,Usage,RHEL,rhel,Red Hat Inc.,AWS,us-east-1,987,\"{\"\"env\"\": \"\"prod\"\"}\"\n", wish);

        Assert.Equal(("AWS Marketplace", "Red Hat Inc.", "rhel", "RHEL", "us-east-1", "987", "prod"), (read.Cost.Key.BillingEntity, read.Cost.Key.LegalEntity, read.Cost.Key.ProductCode, read.Cost.Key.ProductName, read.Cost.Key.Region, read.Cost.Key.InvoiceId, read.Cost.Key.Tags[0]));
    }

    [Fact]
    public async Task FOCUS_Lines_are_told_with_their_resources_usage_types_and_descriptions()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(
            Focus.Replace("\n", ",ResourceId,x_UsageType,ChargeDescription\n", StringComparison.Ordinal) +
            "7,6,111122223333,222233334444,2026-11-02 00:00:00,USD,Usage,Amazon EC2,AmazonEC2,\"Amazon Web Services, Inc.\",AWS,us-east-1,987,NULL,i-0001,BoxUsage,\"an hour, or so\"\n" +
            "8,8,111122223333,333344445555,2026-11-02 00:00:00,USD,Usage,Amazon EC2,AmazonEC2,\"Amazon Web Services, Inc.\",AWS,us-east-1,987,NULL,NULL,NULL,NULL\n"));
        var lines = new List<ReportLine>();
        Assert.Null(await ReportFile.PickAsync(file, "focus.csv", ReportText.Wish, new LineChoice { Product = "AmazonEC2", Day = new DateOnly(2026, 11, 2) }, line => { lines.Add(line); return ValueTask.FromResult(true); }, TestContext.Current.CancellationToken));

        Assert.Equal([(2L, "7", "i-0001", "BoxUsage", "an hour, or so"), (3L, "8", "", "", "")], lines.Select(l => (l.Line, $"{l.Unblended}", l.Resource, l.UsageType, l.Description)));
    }

    [Fact]
    public async Task FOCUS_Without_a_column_that_is_needed_it_is_refused_by_its_name() =>
        Assert.Equal("The report has no column SubAccountId.", (await ReportText.ReadAsync(Focus.Replace("SubAccountId", "Other", StringComparison.Ordinal))).Problem.Message);

    private static Task<ReadReport> ReadMaps(string product, string tags)
    {
        var cells = ReportText.Sound.Where(c => !c.Name.StartsWith("product/", StringComparison.Ordinal)).Concat([("product", product), ("resource_tags", tags)]).ToList();
        return ReportText.ReadAsync(ReportText.Line(cells.Select(c => c.Item1)) + "\n" + ReportText.Line(cells.Select(c => c.Item2)), ReportText.Wish with { TagKeys = ["CostCenter"] });
    }
}
