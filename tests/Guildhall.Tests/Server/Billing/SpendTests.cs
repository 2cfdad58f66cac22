using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Spend by the own API and on its page. mission.md M-39.</summary>
public abstract partial class SpendTests(StatementHall hall)
{
    private const string Path = "/api/v1/spend";

    [Fact]
    public async Task M39_Spend_is_told_by_account_company_experience_and_product_with_AWS_and_Marketplace_apart()
    {
        var (month, before) = (hall.Month(30), hall.Month(31));
        await hall.ReportAsync(before, new ReportedLine(hall.World.Ledger, 50), new ReportedLine(hall.World.Developer, 5, Product: "vault", Entity: BillingEntity.Marketplace));
        await hall.ReportAsync(
            month, new ReportedLine(hall.World.Ledger, 100.0000000001m), new ReportedLine(hall.World.Ledger, -10, "Credit", Day: 6), new ReportedLine(hall.World.Developer, 30, Product: "vault", Entity: BillingEntity.Marketplace, Day: 7),
            new ReportedLine(hall.World.AtRoot, 7, Product: "AmazonS3"), new ReportedLine(hall.World.Ledger, 99, Currency: "EUR"));
        var accounts = await SpendAsync($"from={month}&to={month}");
        Assert.Equal("USD", (string?)accounts["currency"]);
        Assert.Equal(["USD", "EUR"], accounts["currencies"]!.AsArray().Select(c => (string?)c));
        Assert.Equal(("97.0000000001", "30", "127.0000000001", "55"), Sum(accounts));
        Assert.Equal([(hall.World.Ledger, "90.0000000001", "50"), (hall.World.Developer, "30", "5"), (hall.World.AtRoot, "7", "0")], Rows(accounts));
        Assert.Equal([($"{month}-05", "107.0000000001"), ($"{month}-06", "-10"), ($"{month}-07", "30")], accounts["days"]!.AsArray().Select(d => ((string)d!["day"]!, (string)d["total"]!)));
        Assert.Equal([("Birch", "90.0000000001", "50"), ("Cedar", "30", "5"), ("", "7", "0")], Rows(await SpendAsync($"by=company&from={month}&to={month}")));
        Assert.Equal([("AmazonEC2", "90.0000000001", "50"), ("vault", "30", "5"), ("AmazonS3", "7", "0")], Rows(await SpendAsync($"by=product&from={month}&to={month}")));
        Assert.Equal([(hall.World.Developer, "30", "5")], Rows(await SpendAsync($"product=vault&from={month}&to={month}")));
        Assert.Equal([("AmazonS3", "7", "0")], Rows(await SpendAsync($"by=product&company=(none)&from={month}&to={month}")));
        Assert.Equal([("CC 1", "90.0000000001", "50"), ("", "37", "5")], Rows(await SpendAsync($"by=costCentre&from={month}&to={month}")));
        Assert.Equal([(hall.World.Ledger, "99", "0")], Rows(await SpendAsync($"currency=EUR&from={month}&to={month}")));
        var one = await SpendAsync($"by=product&account={hall.World.Ledger}&from={before}&to={month}");
        Assert.Equal([("AmazonEC2", "140.0000000001", null)], Rows(one));
        Assert.Equal([($"{before}", "50"), ($"{month}", "90.0000000001")], one["months"]!.AsArray().Select(m => ((string)m!["period"]!, (string)m["total"]!)));
        Assert.Equal([($"{month}-05", "100.0000000001"), ($"{month}-06", "-10")], one["days"]!.AsArray().Select(d => ((string)d!["day"]!, (string)d["total"]!)));
        var governed = await SpendAsync($"by=experience&from={month}&to={month}");
        Assert.Equal("127.0000000001", (string?)governed["sum"]!["total"]);
        foreach (var row in Rows(governed).Where(r => r.Key.Length > 0)) Assert.Equal(row.Total, (string?)(await SpendAsync($"experience={row.Key}&from={month}&to={month}"))["sum"]!["total"]);
    }

    [Fact]
    public async Task A_restated_month_is_told_anew_and_pages_of_rows_are_the_whole()
    {
        var month = hall.Month(34);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1));
        Assert.Equal("1", (string?)(await SpendAsync($"from={month}&to={month}"))["sum"]!["total"]);
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 3), new ReportedLine(hall.World.Developer, 2), new ReportedLine(hall.World.AtRoot, 2));
        var (rows, after) = (new List<string>(), "");
        for (var more = true; more;)
        {
            var page = await SpendAsync($"from={month}&to={month}&limit=1{after}");
            Assert.Equal("7", (string?)page["sum"]!["total"]);
            rows.AddRange(Rows(page).Select(r => r.Key));
            more = page["next"] is not null;
            after = $"&after={page["next"]}";
        }

        Assert.Equal([hall.World.Ledger, .. new[] { hall.World.Developer, hall.World.AtRoot }.Order(StringComparer.Ordinal)], rows);
    }

    [Fact]
    public async Task What_is_chosen_stays_when_the_filter_is_pressed_and_what_fell_to_nothing_is_told()
    {
        var (month, before) = (hall.Month(40), hall.Month(41));
        await hall.ReportAsync(before, new ReportedLine(hall.World.Developer, 8));
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 3, Product: ""));
        Assert.Equal([(hall.World.Ledger, "3", "0"), (hall.World.Developer, "0", "8")], Rows(await SpendAsync($"from={month}&to={month}")));
        Assert.Equal([(hall.World.Ledger, "3", "0")], Rows(await SpendAsync($"product=(none)&from={month}&to={month}")));
        using var ines = await hall.Hall.SignedInAsync("ines.chosen@example.com", "BillingManager", hall.World.Management);
        var page = WebUtility.HtmlDecode((await ines.GetAsync($"/spend?by=product&costCentre=CC+1&account={hall.World.Ledger}&product=(none)&from={month}&to={month}")).Html);
        foreach (var (name, value) in new[] { ("by", "product"), ("costCentre", "CC 1"), ("account", hall.World.Ledger), ("product", "(none)") })
            Assert.Contains($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\" />", page, StringComparison.Ordinal);
        Assert.Contains("Cost centre CC 1", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by=colour", "by")]
    [InlineData("from=2026-13", "from")]
    [InlineData("to=yesterday", "to")]
    [InlineData("from=2026-10&to=2026-09", "to")]
    [InlineData("from=2001-01&to=2026-09", "from")]
    [InlineData("account=12", "account")]
    [InlineData("currency=ABC", "currency")]
    [InlineData("cost=all", "cost")]
    [InlineData("limit=0", "limit")]
    [InlineData("after=nobody", null)]
    public async Task What_is_no_question_about_spend_is_refused_with_the_parameter(string query, string? member)
    {
        await hall.ReportAsync(hall.Month(), new ReportedLine(hall.World.Ledger, 1));
        var answer = await hall.Billing.GetAsync($"{Path}?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        if (member is not null) Assert.Contains($"\"{member}\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S23_Spend_of_another_organization_is_not_told()
    {
        var answer = await hall.Billing.GetAsync($"{Path}?organizationId=o-another000");
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        var buyer = await hall.Hall.CallerAsync(hall.World.Developer, "spender", "GuildhallBilling");
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(Path)).Status);
    }

    /// <summary>Must show 5: the charts, their tables, the page's table, the files and the API tell the same.</summary>
    [Fact]
    public async Task The_page_and_its_files_tell_what_the_API_tells()
    {
        var (month, before) = (hall.Month(37), hall.Month(38));
        await hall.ReportAsync(before, new ReportedLine(hall.World.Ledger, 12.5m));
        await hall.ReportAsync(month, new ReportedLine(hall.World.Ledger, 1234.567m), new ReportedLine(hall.World.Developer, 30, Product: "vault", Entity: BillingEntity.Marketplace, Day: 9));
        var query = $"from={before}&to={month}";
        var told = await SpendAsync(query);
        using var ines = await hall.Hall.SignedInAsync("ines.spend@example.com", "BillingManager", hall.World.Management);
        var page = WebUtility.HtmlDecode((await ines.GetAsync($"/spend?{query}")).Html);
        foreach (var point in told["months"]!.AsArray().Select(m => ($"{m!["period"]}", Two(m["aws"]!), Two(m["marketplace"]!))))
        {
            Assert.Contains($"<title>{point.Item1}: AWS {point.Item2} USD, AWS Marketplace {point.Item3} USD</title>", page, StringComparison.Ordinal);
            Assert.Matches($"""<th scope="row">\s*<a href="/spend/lines\?period={point.Item1}" title="Lines of the report">{point.Item1}</a>\s*</th>\s*<td [^>]*>{point.Item2}</td>\s*<td [^>]*>{point.Item3}</td>""", page);
        }

        Assert.Equal(told["months"]!.AsArray().Count + told["days"]!.AsArray().Count, BarTitle().Count(page));
        Assert.Contains("1,247.07", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Change<", page, StringComparison.Ordinal);
        var one = (await ines.GetAsync($"/spend?from={month}&to={month}")).Html;
        Assert.Contains($"<dt>Against {before}</dt>", one, StringComparison.Ordinal);
        Assert.Contains($"<td data-label=\"{before}\" class=\"number\">12.50</td>", one, StringComparison.Ordinal);
        Assert.Contains($"company=Birch", (await ines.GetAsync($"/spend?{query}&by=company")).Html, StringComparison.Ordinal);
        Assert.Equal($"Month,AWS,AWS Marketplace,Total,Currency\r\n{before},12.5,0,12.5,USD\r\n{month},1234.567,30,1264.567,USD\r\n", (await ines.GetAsync($"/spend/months.csv?{query}")).Html);
        Assert.Equal($"Day,AWS,AWS Marketplace,Total,Currency\r\n{month}-05,1234.567,0,1234.567,USD\r\n{month}-09,0,30,30,USD\r\n", (await ines.GetAsync($"/spend/days.csv?{query}")).Html);
        var rows = (await ines.GetAsync($"/spend.csv?{query}")).Html.Split("\r\n");
        Assert.StartsWith($"{hall.World.Ledger},", rows[1], StringComparison.Ordinal);
        Assert.EndsWith($",{before},{month},1247.067,0,1247.067,,USD", rows[1], StringComparison.Ordinal);
    }

    [GeneratedRegex("<title>[0-9-]+: AWS ")]
    private static partial Regex BarTitle();

    private static string Two(JsonNode amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture).ToString("#,##0.00", CultureInfo.InvariantCulture);

    private async Task<JsonNode> SpendAsync(string query)
    {
        var answer = await hall.Billing.GetAsync($"{Path}?{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return answer.Json;
    }

    private static (string?, string?, string?, string?) Sum(JsonNode report) => ((string?)report["sum"]!["aws"], (string?)report["sum"]!["marketplace"], (string?)report["sum"]!["total"], (string?)report["before"]);

    private static List<(string Key, string Total, string? Before)> Rows(JsonNode report) => [.. report["rows"]!.AsArray().Select(r => ((string)r!["key"]!, (string)r["total"]!, (string?)r["before"]))];
}

public sealed class SpendOnSqliteTests(SqliteStatementHall hall) : SpendTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class SpendOnPostgresTests(PostgresStatementHall hall) : SpendTests(hall), IClassFixture<PostgresStatementHall>;
