using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Billing settings of an organization on pages and by the own API. vendor-integration.md 15.2 to 15.5.</summary>
public abstract partial class SpendSettingsTests(PostgresDatabase? postgres) : ReportHallTests(postgres)
{
    private Browsing _ines = null!;
    private HallCaller _manager = null!;

    private string Page => $"/spend/settings/{Tenant}";

    private string Path => $"/api/v1/billing/organizations/{Tenant}/settings";

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
        _manager = await Hall.CallerAsync(World.Management, "bill-manager", "GuildhallManager");
    }

    public override async ValueTask DisposeAsync()
    {
        _ines?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 120_000)]
    public async Task Vendor15_Settings_are_changed_by_page_after_it_told_what_changes_and_from_when_on()
    {
        Assert.Contains("Nothing was changed", await ShowAsync(Page), StringComparison.Ordinal);
        var review = await PressAsync([("tagKeys", "CostCenter\r\nTeam"), ("hold", "on"), ("markup", "12.5"), ("currency", "eur"), ("act", "review")]);
        foreach (var told in new[] { "CostCenter, Team", "reprocess their newest usage run", "From the next reading on each new version waits", "12.5 %", "At once, where no price rule is", "only when its exchange rate is there" })
            Assert.Contains(told, review, StringComparison.Ordinal);
        Assert.DoesNotContain("marked as sent from now on", review, StringComparison.Ordinal);
        Assert.Equal(0, await VersionsAsync());

        // What was reviewed is saved; what is typed after the review is reviewed first.
        var reviewed = WebUtility.HtmlDecode(Reviewed().Match(review).Groups[1].Value);
        var other = await PressAsync([("tagKeys", "CostCenter"), ("hold", "on"), ("markup", "12.5"), ("currency", "eur"), ("reviewed", reviewed), ("act", "save")]);
        Assert.Contains("What changes", other, StringComparison.Ordinal);
        Assert.Equal(0, await VersionsAsync());
        Assert.Contains("Saved.", await PressAsync([("tagKeys", "CostCenter\r\nTeam"), ("hold", "on"), ("markup", "12.5"), ("currency", "eur"), ("reviewed", reviewed), ("act", "save")]), StringComparison.Ordinal);

        var shown = await ShowAsync(Page);
        foreach (var told in new[] { "Wait for approval", "EUR", "12.5 %", "ines@example.com" }) Assert.Contains(told, shown, StringComparison.Ordinal);
        Assert.Contains("\"tagKeys\":[\"CostCenter\",\"Team\"],\"usageTypes\":[],\"hold\":true,\"markup\":12.5", (await _manager.GetAsync(Path)).Body, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", await PressAsync([("tagKeys", "CostCenter\r\nTeam"), ("hold", "on"), ("markup", "12.5"), ("currency", "EUR"), ("act", "save")]), StringComparison.Ordinal);
        Assert.Equal(1, await VersionsAsync());
        Assert.Contains(Page, await ShowAsync("/spend/settings"), StringComparison.Ordinal);
        Assert.Contains("/spend/settings", await ShowAsync("/spend/runs"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Everything_that_is_wrong_is_told_beside_its_field_and_by_the_API()
    {
        var wrong = await PressAsync(
            [("tagKeys", "a\r\na"), ("usageTypes", new string('u', 257)), ("markup", "much"), ("marketplaceMarkup", "1001"), ("credits", "lose"), ("creditShare", "101"), ("currency", "XYZ"), ("finalDay", "29"), ("daysToPay", "soon"), ("act", "save")], HttpStatusCode.BadRequest);
        foreach (var field in new[] { "tagKeys", "usageTypes", "markup", "marketplaceMarkup", "credits", "creditShare", "currency", "finalDay", "daysToPay" }) Assert.Contains($"id=\"{field}-error\"", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"much\"", wrong, StringComparison.Ordinal);

        var refused = await _manager.SendAsync(HttpMethod.Patch, Path, JsonSerializer.Serialize(new { markup = 1_000.1, creditShare = -1, currency = "Taler", finalDay = 0, daysToPay = 366, tagKeys = new string?[] { null } }));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["markup", "creditShare", "tagKeys", "currency", "finalDay", "daysToPay"], refused.Json["errors"]!.AsArray().Select(e => (string)e!["field"]!));
        Assert.Equal(("VALIDATION_ERROR", "markup"), ((string?)refused.Json["code"], (string?)refused.Json["field"]));
        Assert.Null((await _manager.SendAsync(HttpMethod.Patch, Path, """{"finalDay":0}""")).Json["errors"]);
        Assert.Equal(0, await VersionsAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Of_two_who_change_them_the_second_sees_what_the_first_did_and_all_changes_are_kept()
    {
        var opened = await ShowAsync(Page + "/edit");
        Assert.Equal(HttpStatusCode.OK, (await _manager.SendAsync(HttpMethod.Patch, Path, """{"hold":true,"daysToPay":14}""")).Status);
        var stale = await PressAsync([("version", "0"), .. Seen().Matches(opened).Select(m => ("seen", WebUtility.HtmlDecode(m.Groups[1].Value))), ("daysToPay", "60"), ("act", "save")], HttpStatusCode.Conflict);
        Assert.Contains("Changed meanwhile", stale, StringComparison.Ordinal);
        Assert.Contains("<dt>Days to pay</dt><dd><del>30</del> 14</dd>", stale, StringComparison.Ordinal);
        Assert.Contains("value=\"60\"", stale, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Final day</dt>", stale, StringComparison.Ordinal);

        foreach (var days in new[] { 15, 16 }) await _manager.SendAsync(HttpMethod.Patch, Path, JsonSerializer.Serialize(new { daysToPay = days }));
        await _manager.SendAsync(HttpMethod.Patch, Path, """{"daysToPay":16}""");
        var first = (await _manager.GetAsync($"{Path}/versions?limit=2")).Json;
        Assert.Equal([(3, "daysToPay", 16), (2, "daysToPay", 15)], first["versions"]!.AsArray().Select(v => ((int)v!["version"]!, string.Join(' ', v["changed"]!.AsArray()), (int)v["settings"]!["daysToPay"]!)));
        var last = (await _manager.GetAsync($"{Path}/versions?limit=2&after={first["next"]}")).Json;
        Assert.Equal([(1, "hold daysToPay", 14)], last["versions"]!.AsArray().Select(v => ((int)v!["version"]!, string.Join(' ', v["changed"]!.AsArray()), (int)v["settings"]!["daysToPay"]!)));
        Assert.Null((string?)last["next"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _manager.GetAsync($"{Path}/versions?limit=0")).Status);
        await using var db = Guildhall.Database.Open();
        Assert.Equal(3, await db.Audit.CountAsync(a => a.TenantId == Tenant && a.EventName == "BillingSettingsChanged", Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task S23_Whoever_only_reads_changes_nothing_and_others_see_nothing()
    {
        using var auditor = await Hall.SignedInAsync("otto@example.com", "Auditor", World.Management);
        var (seen, html) = await auditor.GetAsync(Page);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.DoesNotContain($"{Page}/edit", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(Page + "/edit")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _ines.GetAsync("/spend/settings/o-nothing")).Response.StatusCode);
        using var buyer = await Hall.SignedInAsync("bo@example.com", "Buyer", World.Management);
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.GetAsync(Page)).Response.StatusCode);
    }

    private async Task<int> VersionsAsync()
    {
        await using var db = Guildhall.Database.Open();
        return await db.BillingSettings.CountAsync(s => s.TenantId == Tenant, Cancellation);
    }

    private async Task<string> ShowAsync(string path)
    {
        var (response, html) = await _ines.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {html}");
        return html;
    }

    /// <summary>Sends the form with what stands in it before, but for these fields.</summary>
    private async Task<string> PressAsync((string Name, string Value)[] fields, HttpStatusCode status = HttpStatusCode.OK)
    {
        (string Name, string Value)[] standing = [("markup", "0"), ("marketplaceMarkup", "0"), ("credits", "passThrough"), ("creditShare", "0"), ("finalDay", "10"), ("daysToPay", "30")];
        var (response, html) = await _ines.PostAsync(Page + "/edit", Page + "/edit", [.. standing.Where(s => fields.All(f => f.Name != s.Name)), .. fields]);
        Assert.True(response.StatusCode == status, $"{response.StatusCode} {html}");
        return html;
    }

    [GeneratedRegex("name=\"reviewed\" value=\"([^\"]*)\"")]
    private static partial Regex Reviewed();

    [GeneratedRegex("name=\"seen\" value=\"([^\"]*)\"")]
    private static partial Regex Seen();
}

public sealed class SpendSettingsOnSqliteTests() : SpendSettingsTests(null);

[Trait("Ring", "Postgres")]
public sealed class SpendSettingsOnPostgresTests(PostgresServer server) : SpendSettingsTests(new PostgresDatabase(server));
