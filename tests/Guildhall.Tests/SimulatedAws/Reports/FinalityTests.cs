namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>How a month closes, and what opens it again. aws-operations.md C.7.</summary>
public sealed class FinalityTests : IAsyncLifetime
{
    private const string November = "20261101-20261201";

    private BillingWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await BillingWorld.StartAsync();
        foreach (var (seller, agreement) in new[] { ("Seller One", "agmt-1"), ("Seller Two", "agmt-2") })
            await _world.ControlAsync("subscriptions", new { accountId = _world.Members[0], productCode = "code", productTitle = "Product", seller, agreementId = agreement, from = "2026-11-05", monthly = 100 });
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task C7_Invoice_numbers_are_empty_until_days_after_the_month_and_then_AWSs_and_each_sellers_own()
    {
        await _world.DefineAsync();
        _world.GoTo("2026-12-02T12:00");
        Assert.All(await _world.RowsAsync(November), row => Assert.Empty(row.Invoice));

        _world.GoTo("2026-12-05T21:00");
        var rows = await _world.RowsAsync(November);

        Assert.All(rows, row => Assert.NotEmpty(row.Invoice));
        Assert.Equal(3, rows.Select(row => row.Invoice).Distinct().Count());
        Assert.Equal(3, rows.Select(row => (row["lineItem/LegalEntity"], row.Invoice)).Distinct().Count());
        Assert.All(await _world.RowsAsync("20261201-20270101"), row => Assert.Empty(row.Invoice));
    }

    [Fact]
    public async Task C7_Support_comes_on_the_sixth_into_the_closed_month()
    {
        await _world.DefineAsync();
        _world.GoTo("2026-12-05T21:00");
        var before = await _world.RowsAsync(November);
        Assert.DoesNotContain(before, row => row["lineItem/ProductCode"].Contains("Support", StringComparison.Ordinal));

        _world.GoTo("2026-12-06T21:00");
        var after = await _world.RowsAsync(November);

        var support = after.Where(row => row["lineItem/ProductCode"].Contains("Support", StringComparison.Ordinal)).ToList();
        Assert.Contains(support, row => row.Account == _world.Payer.AccountId);
        Assert.All(support, row => Assert.True(row.Type == "Fee" && row.Cost >= 29 && row.Invoice.Length > 0 && row.Day == "2026-11-01"));
        Assert.Equal(before.Select(row => row.Content), after.Except(support).Select(row => row.Content));
    }

    [Fact]
    public async Task C7_A_closed_month_rests_until_a_credit_opens_it_again()
    {
        await _world.DefineAsync();
        _world.GoTo("2026-12-20T21:00");
        var rested = await _world.ManifestAsync(November);
        var before = await _world.RowsAsync(rested);
        _world.GoTo("2026-12-25T21:00");
        Assert.Equal(rested.GetRawText(), (await _world.ManifestAsync(November)).GetRawText());

        await _world.ControlAsync("charges", new { accountId = _world.Members[1], kind = "credit", amount = 33.25, day = "2026-11-17", description = "Service credit" });
        _world.GoTo("2026-12-26T21:00");
        var opened = await _world.ManifestAsync(November);
        var after = await _world.RowsAsync(opened);

        var credit = Assert.Single(after, row => row["lineItem/LineItemDescription"] == "Service credit");
        Assert.Equal(("Credit", -33.25m, _world.Members[1]), (credit.Type, credit.Cost, credit.Account));
        Assert.DoesNotContain(credit.Invoice, before.Select(row => row.Invoice));
        Assert.Equal(before.Sum(row => row.Cost) - 33.25m, after.Sum(row => row.Cost));
        Assert.Equal(before.Select(row => row.Content), (await _world.RowsAsync(rested)).Select(row => row.Content));
        _world.GoTo("2026-12-27T21:00");
        Assert.Equal(opened.GetRawText(), (await _world.ManifestAsync(November)).GetRawText());
    }

    [Fact]
    public async Task C7_Use_that_is_counted_late_changes_an_earlier_day()
    {
        await _world.DefineAsync();
        _world.GoTo("2026-11-22T00:00");
        var before = await _world.RowsAsync(November);
        await _world.ControlAsync("charges", new { accountId = _world.Members[1], kind = "usage", amount = 4.5, day = "2026-11-03" });
        await _world.ControlAsync("reports", new { accountId = _world.Payer.AccountId });

        var after = await _world.RowsAsync(November);

        Assert.Equal(Day(before) + 4.5m, Day(after));
        decimal Day(List<ReportRow> rows) => rows.Where(row => row.Day == "2026-11-03" && row.Account == _world.Members[1]).Sum(row => row.Cost);
    }

    [Fact]
    public async Task C1_A_report_that_does_not_refresh_closed_months_leaves_them_as_they_were_invoiced()
    {
        await _world.DefineAsync(refreshes: false);
        _world.GoTo("2026-12-05T21:00");
        var invoiced = await _world.ManifestAsync(November);
        await _world.ControlAsync("charges", new { accountId = _world.Members[1], kind = "credit", amount = 33.25, day = "2026-11-17" });
        _world.GoTo("2026-12-20T21:00");

        Assert.All(await _world.RowsAsync(invoiced), row => Assert.NotEmpty(row.Invoice));
        Assert.Equal(invoiced.GetRawText(), (await _world.ManifestAsync(November)).GetRawText());
    }

    [Fact]
    public async Task New_word_of_an_agreement_holds_from_the_next_delivery_on()
    {
        await _world.DefineAsync();
        _world.GoTo("2026-11-22T00:00");
        var first = await _world.ManifestAsync(November);
        await _world.ControlAsync("subscriptions", new { accountId = _world.Members[0], productCode = "code", productTitle = "Product", seller = "Seller One", agreementId = "agmt-1", from = "2026-11-05", monthly = 150 });
        _world.GoTo("2026-11-23T00:00");

        Assert.Equal(100, Fee(await _world.RowsAsync(first)));
        Assert.Equal(150, Fee(await _world.RowsAsync(November)));
        static decimal Fee(List<ReportRow> rows) => rows.Single(row => row.IsMarketplace && row.Type == "Fee" && row["lineItem/LegalEntity"] == "Seller One").Cost;
    }
}
