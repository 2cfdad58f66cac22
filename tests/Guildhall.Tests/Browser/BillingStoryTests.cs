using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Server.Billing;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>What a month cost is seen, closed, sent, printed and taken back. mission.md M-39, vendor-integration.md 15.5.</summary>
[Trait("Ring", "Browser")]
public sealed class BillingStoryTests(Chromium chromium, SqliteStatementHall hall) : IClassFixture<SqliteStatementHall>
{
    /// <summary>CSS pixels of a sheet of A4 without its margins of a centimetre.</summary>
    private const int Sheet = 718;

    [Theory(Timeout = 300_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M39_A_month_is_seen_in_charts_closed_sent_printed_and_made_void(bool script)
    {
        var month = hall.Month(script ? 5 : 8);
        await hall.ReportAsync(month.Plus(-1), new ReportedLine(hall.World.Ledger, 70));
        await hall.ReportAsync(
            month, new ReportedLine(hall.World.Ledger, 1234.56m), new ReportedLine(hall.World.Ledger, -34.5m, "Credit", Day: 9), new ReportedLine(hall.World.Ledger, 20, Product: "vault", Entity: BillingEntity.Marketplace, Day: 9), new ReportedLine(hall.World.Developer, 7));
        await using var ines = await hall.Hall.VisitAsync(chromium, $"ines{script}@example.com", "BillingManager", hall.World.Management, script);

        var query = $"from={month.Plus(-1)}&to={month}";
        await ines.GoAsync($"/spend?{query}");
        var told = (await hall.Billing.GetAsync($"/api/v1/spend?{query}")).Json;
        await IsDrawnAsync(ines.Main.Locator(".chart-and-table").First, told["months"]!.AsArray(), "period");
        await IsDrawnAsync(ines.Main.Locator(".chart-and-table").Last, told["days"]!.AsArray(), "day");
        if (script) Assert.Empty(await Barriers.OnAsync(ines.Page));

        await ines.GoAsync($"/spend/statements?period={month}");
        await ines.Main.Locator($".heading a:has-text('Close {month}')").ClickAsync();
        await ines.PressAsync("Close month");
        await ines.IsToldAsync($"{month} is closed: 2 statements are final.");
        await ines.Main.Locator("a:has-text('Birch')").ClickAsync();
        await ines.PressAsync("Mark as sent");
        await ines.IsToldAsync($"{month}-0001 is sent.");

        await ines.PressAsync("Print");
        await ines.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await ines.Page.SetViewportSizeAsync(Sheet, 1000);
        await ines.SeesAsync("1,220.06 USD");
        Assert.Equal(0, await ines.Page.Locator(".sidenav:visible, .topbar:visible, .wordmark:visible, .buttons:visible").CountAsync());
        Assert.Equal(Sheet, (int)(await ines.Page.Locator("html").BoundingBoxAsync())!.Width);
        Assert.All(await ines.Main.Locator("table").AllAsync(), table => Assert.InRange(table.BoundingBoxAsync().GetAwaiter().GetResult()!.Width, 1, Sheet));
        await ines.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await ines.Page.SetViewportSizeAsync(1280, 800);

        await ines.Page.GoBackAsync();
        await ines.PressAsync("Void");
        await ines.SeesAsync("1,220.06 USD are not billed again");
        await ines.PressAsync("Void");
        await ines.IsToldAsync($"{month}-0001 is void.");
        Assert.Empty(ines.Faults);
    }

    /// <summary>Each bar says, and the table beside it has, what the API tells.</summary>
    private static async Task IsDrawnAsync(ILocator box, JsonArray points, string at)
    {
        Assert.Equal(points.Select(p => $"{At(p!)}: AWS {Two(p!, "aws")} USD, AWS Marketplace {Two(p!, "marketplace")} USD"), await box.Locator("svg title").AllTextContentsAsync());
        Assert.Equal(points.Sum(p => (Amount(p!, "aws") == 0 ? 0 : 1) + (Amount(p!, "marketplace") == 0 ? 0 : 1)), await box.Locator("svg rect").CountAsync());
        var cells = await box.Locator("tbody tr > *").AllTextContentsAsync();
        Assert.Equal(points.Reverse().SelectMany(p => new[] { At(p!), Two(p!, "aws"), Two(p!, "marketplace") }), cells.Select(c => c.Trim()));

        string At(JsonNode point) => (string)point[at]!;
    }

    private static decimal Amount(JsonNode point, string part) => decimal.Parse((string)point[part]!, CultureInfo.InvariantCulture);

    private static string Two(JsonNode point, string part) => Amount(point, part).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
