namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>What stands in reports: kinds of lines and what belongs together. aws-operations.md C.5 to C.7.</summary>
public sealed class ReportLineTests : IAsyncLifetime
{
    private const string October = "20261001-20261101";
    private const string November = "20261101-20261201";

    private BillingWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await BillingWorld.StartAsync(members: 24);
        await _world.DefineAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task C6_All_kinds_of_lines_occur_and_each_has_AWSs_form()
    {
        await _world.ControlAsync("charges", new { accountId = _world.Payer.AccountId, kind = "discount", amount = 6, day = "2026-07-01" });
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId, months = 3 });
        List<ReportRow> rows = [];
        foreach (var month in (string[])["20260801-20260901", "20260901-20261001", October, November]) rows.AddRange(await _world.RowsAsync(month));

        Assert.Equal(
            ["Credit", "DiscountedUsage", "EdpDiscount", "Fee", "RIFee", "Refund", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "SavingsPlanRecurringFee", "Tax", "Usage"],
            rows.Select(row => row.Type).Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal((_world.Payer.AccountId, "USD"), (row["bill/PayerAccountId"], row["lineItem/CurrencyCode"])));
        Assert.All(rows.Where(row => row.Type is "Credit" or "Refund" or "SavingsPlanNegation" or "EdpDiscount"), row => Assert.True(row.Cost < 0));
        Assert.All(rows.Where(row => row.Type == "Tax"), row => Assert.True(row.Cost > 0 && row["lineItem/TaxType"] == "VAT"));
        Assert.All(rows.Where(row => row.Type == "DiscountedUsage"), row => Assert.True(row.Cost == 0 && row["reservation/ReservationARN"].Length > 0 && row.Number("reservation/EffectiveCost") > 0));
        Assert.All(rows.Where(row => row.Type == "Usage"), row => Assert.InRange(row.Cost - (row.Number("lineItem/UsageAmount") * row.Number("lineItem/UnblendedRate")), -0.0001m, 0.0001m));
        Assert.Contains(rows, row => row["lineItem/UnblendedCost"].Contains("E-", StringComparison.Ordinal) && row.Cost is > 0 and < 0.000001m);
        Assert.True(rows.Select(row => row["product/region"]).Distinct().Count() >= 4);
        Assert.True(rows.Where(row => row.Account == _world.Members[0]).Select(row => row["lineItem/ProductCode"]).Distinct().Count() >= 4);
    }

    [Fact]
    public async Task C6_Covered_use_and_its_negation_cancel_out_and_the_plan_is_never_used_beyond_its_fee()
    {
        _world.GoTo("2026-11-22T00:00");
        var rows = await _world.RowsAsync(November);
        var plans = rows.Where(row => row["savingsPlan/SavingsPlanArn"].Length > 0).GroupBy(row => (row.Account, row.Day)).ToList();

        Assert.NotEmpty(plans);
        Assert.All(plans, plan =>
        {
            Assert.Equal(0, plan.Where(row => row.Type is "SavingsPlanCoveredUsage" or "SavingsPlanNegation").Sum(row => row.Cost));
            var fee = Assert.Single(plan, row => row.Type == "SavingsPlanRecurringFee");
            Assert.Equal(fee.Cost, fee.Number("savingsPlan/TotalCommitmentToDate"));
            Assert.Equal(fee.Number("savingsPlan/UsedCommitment"), plan.Where(row => row.Type == "SavingsPlanCoveredUsage").Sum(row => row.Number("savingsPlan/SavingsPlanEffectiveCost")));
            Assert.True(fee.Number("savingsPlan/UsedCommitment") <= fee.Cost);
        });
    }

    [Fact]
    public async Task C6_With_a_private_discount_the_net_costs_come_to_the_same_total_and_without_one_there_are_no_net_columns()
    {
        _world.GoTo("2026-11-22T00:00");
        Assert.DoesNotContain("lineItem/NetUnblendedCost", (await _world.RowsAsync(November))[0].Columns);
        await _world.ControlAsync("charges", new { accountId = _world.Payer.AccountId, kind = "discount", amount = 7.5, day = "2026-11-01" });
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId });

        var rows = await _world.RowsAsync(November);

        Assert.Equal(rows.Sum(row => row.Cost), rows.Sum(row => row.Number("lineItem/NetUnblendedCost")));
        var usage = rows.First(row => row.Type == "Usage" && row.Cost > 1);
        Assert.Equal(decimal.Round(usage.Cost * 0.925m, 10), usage.Number("lineItem/NetUnblendedCost"));
    }

    [Fact]
    public async Task Marketplace_lines_tell_seller_product_and_agreement_and_their_tax_is_the_payers()
    {
        var account = _world.Members[2];
        await _world.ControlAsync("subscriptions", Purchase(account, "agmt-contract", upfront: 1200, monthly: 300));
        await _world.ControlAsync("subscriptions", Purchase(account, "agmt-usage", daily: 10));
        await _world.ControlAsync("subscriptions", Purchase(account, "agmt-over", daily: 10, until: "2026-11-03"));
        _world.GoTo("2026-11-22T00:00");

        var rows = (await _world.RowsAsync(November)).Where(row => row.IsMarketplace).ToList();

        Assert.All(rows, row => Assert.Equal(("Observatory LLC", "7h2kq9s4x1m5n8p3r6t0v2w4y", "Observatory, with \"quotes\""), (row["lineItem/LegalEntity"], row["lineItem/ProductCode"], row["product/ProductName"])));
        var contract = rows.Where(row => row.Type == "Fee").ToList();
        Assert.All(contract, row => Assert.True(row["lineItem/UsageType"] == "Global-SoftwareUsage-Contracts" && row["lineItem/LineItemDescription"].EndsWith("agmt-contract", StringComparison.Ordinal)));
        Assert.Equal(1500, contract.Sum(row => row.Cost));
        var usage = rows.Where(row => row.Type == "Usage").ToLookup(row => row["lineItem/LineItemDescription"].Split(' ')[^1]);
        Assert.Equal(20, usage["agmt-usage"].Select(row => row.Day).Distinct().Count());
        Assert.Equal(["2026-11-02"], usage["agmt-over"].Select(row => row.Day));
        Assert.InRange(usage["agmt-usage"].Where(row => row.Day != "2026-11-21").Average(row => row.Cost), 8, 12);
        Assert.Equal(_world.Payer.AccountId, Assert.Single(rows, row => row.Type == "Tax").Account);
    }

    [Fact]
    public async Task An_account_is_on_the_bill_for_the_time_it_is_a_member()
    {
        var joined = _world.Organization.Member("Joined");
        var leaver = _world.Cloud.Enter(_world.Members[5]);
        _world.GoTo("2026-11-25T00:00");
        (await leaver.OrganizationsAsync("LeaveOrganization")).Ok();
        _world.GoTo("2026-11-28T23:00");

        var rows = await _world.RowsAsync(November);
        Assert.Equal("2026-11-21", Use(joined).Min(row => row.Day));
        Assert.Equal("2026-11-24", Use(leaver.AccountId).Max(row => row.Day));
        var (whole, half) = (Use(joined).Where(row => row.Day == "2026-11-24").Sum(row => row.Cost), Use(joined).Where(row => row.Day == "2026-11-21").Sum(row => row.Cost));
        Assert.True(half < whole);

        IEnumerable<ReportRow> Use(string account) => rows.Where(row => row.Account == account && row.Type == "Usage");
    }

    [Fact]
    public async Task A_member_that_defines_a_report_gets_its_own_costs_alone()
    {
        var member = _world.Cloud.Enter(_world.Members[0]);
        (await member.StorageAsync("PUT", "/bucket-of-a-member")).Ok();
        var policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"billingreports.amazonaws.com"},"Action":"s3:*","Resource":["arn:aws:s3:::bucket-of-a-member","arn:aws:s3:::bucket-of-a-member/*"]},{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:*","Resource":["arn:aws:s3:::bucket-of-a-member/*"]}]}""";
        Assert.Equal(204, (await member.StorageAsync("PUT", "/bucket-of-a-member?policy=", policy)).Status);
        (await member.JsonAsync("cur", "AWSOrigamiServiceGatewayService", "PutReportDefinition", new
        {
            ReportDefinition = new { ReportName = "own", TimeUnit = "DAILY", Format = "textORcsv", Compression = "GZIP", AdditionalSchemaElements = Array.Empty<string>(), S3Bucket = "bucket-of-a-member", S3Prefix = "", S3Region = "us-east-1" },
        })).Ok();
        _world.GoTo("2026-11-22T00:00");

        var manifest = (await member.StorageAsync("GET", $"/bucket-of-a-member/own/{November}/own-Manifest.json")).Ok().Json;
        var rows = ReportRow.Read(BillingWorld.Unpack((await member.StorageAsync("GET", "/bucket-of-a-member/" + manifest.GetProperty("reportKeys")[0].GetString())).Ok().Bytes)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal((member.AccountId, _world.Payer.AccountId), (row.Account, row["bill/PayerAccountId"])));
    }

    [Fact]
    public async Task Columns_of_products_come_and_go_from_month_to_month()
    {
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId, months = 1 });

        Assert.NotEqual((await _world.RowsAsync(October))[0].Columns, (await _world.RowsAsync(November))[0].Columns);
    }

    private static object Purchase(string account, string agreement, decimal upfront = 0, decimal monthly = 0, decimal daily = 0, string? until = null) => new
    {
        accountId = account,
        productCode = "7h2kq9s4x1m5n8p3r6t0v2w4y",
        productTitle = "Observatory, with \"quotes\"",
        seller = "Observatory LLC",
        agreementId = agreement,
        from = "2026-11-02",
        until,
        upfront,
        monthly,
        daily,
    };
}
