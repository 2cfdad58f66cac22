using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Linking organizations on pages. M-30 to M-38; vendor-integration.md 2 to 10.</summary>
public abstract class LinkPagesTests(LinksHall fixture)
{
    private const string List = LinksHall.List;
    private const string New = LinksHall.List + "/new";

    [Fact]
    public async Task M30_A_form_is_left_half_filled_and_taken_up_again_with_its_secret()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var (account, key) = fixture.Hall.FreshAccount("Draft");

        await maya.PostAsync(New, New, ("act", "draft"), ("accountId", account), ("region", "eu-west-1"), ("secretAccessKey", key.SecretAccessKey));
        var (_, listed) = await maya.GetAsync(List);
        var taken = Regex.Match(listed, $"href=\"([^\"]*new\\?draft=[^\"]*)\">{account[..4]}-{account[4..8]}-{account[8..]}").Groups[1].Value;
        var (_, form) = await maya.GetAsync(taken);
        var (saved, html) = await maya.PostAsync(taken, New, [.. LinksHall.Form(account, key, "save").Where(f => f.Item1 != "secretAccessKey"), ("draft", taken.Split('=')[1])]);
        var (_, after) = await maya.GetAsync(List);

        Assert.Contains($"value=\"{account}\"", form, StringComparison.Ordinal);
        Assert.Contains("The draft holds a secret", form, StringComparison.Ordinal);
        Assert.DoesNotContain(key.SecretAccessKey, WebUtility.HtmlDecode(form), StringComparison.Ordinal);
        Assert.True(saved.RequestMessage!.RequestUri!.AbsolutePath == List, html);
        Assert.DoesNotContain(taken, WebUtility.HtmlDecode(after), StringComparison.Ordinal);
        await fixture.ActiveAsync(account);
    }

    [Fact]
    public async Task M30_A_draft_with_a_field_of_the_wrong_form_is_refused_and_one_is_deleted_for_good()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (wrong, html) = await maya.PostAsync(New, New, ("act", "draft"), ("accountId", "123"), ("region", "eu-west-1"));
        await maya.PostAsync(New, New, ("act", "draft"), ("name", "Half"), ("region", "eu-west-1"));
        var (_, listed) = await maya.GetAsync(List);
        var delete = Regex.Match(listed, "action=\"([^\"]*/drafts/[^\"]*/delete)\"").Groups[1].Value;
        await maya.PostAsync(List, delete);
        var (_, after) = await maya.GetAsync(List);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("The account ID must have exactly 12 digits.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Enter the API key.", html, StringComparison.Ordinal);
        Assert.DoesNotContain(delete, after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M30_The_guide_gives_the_four_values_to_collect_and_the_policy_of_the_account()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (_, guide) = await maya.GetAsync(List + "/guide?account=1234-5678-9012");
        var (policy, json) = await maya.GetAsync(List + "/guildhall-policy.json?account=123456789012");
        var (_, template) = await maya.GetAsync(List + "/guildhall-template.json?account=123456789012");

        foreach (var value in new[] { "Root AWS Account ID", "Root AWS Account Email", "IAM user Access key ID", "IAM user Secret access key" }) Assert.Contains(value, guide, StringComparison.Ordinal);
        Assert.Equal("application/json", policy.Content.Headers.ContentType!.MediaType);
        Assert.Contains("daily-billing-report-123456789012", json, StringComparison.Ordinal);
        Assert.Contains("AWS::IAM::User", template, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M31_M33_M35_Check_passes_with_a_fresh_account_and_Save_lands_on_Organizations_where_it_becomes_active()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var (account, key) = fixture.Hall.FreshAccount("Fresh");

        var (_, form) = await maya.GetAsync(New);
        var (check, report) = await maya.PostAsync(New, New, LinksHall.Form(account, key, "check"));
        var stored = await fixture.Hall.Guildhall.Links.FindAsync(account, TestContext.Current.CancellationToken);
        var (saved, listed) = await maya.PostAsync(New, New, LinksHall.Form(account, key, "save"));
        var address = await fixture.ActiveAsync(account);
        var (_, detail) = await maya.GetAsync(address);

        foreach (var label in new[] { "Account ID", "Region", "AWS API key", "AWS API Secret", "New account email pattern", "Set as Default Organization" }) Assert.Contains($">{label}<", Regex.Replace(form, @"\s+<", "<"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Contains("0 failed", report, StringComparison.Ordinal);
        Assert.Null(stored);
        Assert.Equal(List, saved.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains($"aws-{account}", listed, StringComparison.Ordinal);
        Assert.Contains("Create the report bucket", detail, StringComparison.Ordinal);
        Assert.Contains($"daily-billing-report-{account}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M32_A_key_that_fails_a_check_is_told_with_its_repair_and_nothing_is_stored()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var (account, key) = fixture.Hall.FreshAccount("Wrong");
        var wrong = new SigningCredentials(key.AccessKeyId, new string('x', 40));

        var (check, report) = await maya.PostAsync(New, New, LinksHall.Form(account, wrong, "check"));
        var (save, html) = await maya.PostAsync(New, New, LinksHall.Form(account, wrong, "save"));

        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Contains("The API secret doesn&#x27;t belong to this key.", report, StringComparison.Ordinal);
        Assert.Contains("How to fix", report, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, save.StatusCode);
        Assert.Contains("Nothing was stored", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{account}\"", html, StringComparison.Ordinal);
        Assert.Null(await fixture.Hall.Guildhall.Links.FindAsync(account, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task M33_Everything_wrong_is_told_at_once_beside_its_field_and_on_top_with_links()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (refused, html) = await maya.PostAsync(New, New, ("act", "save"), ("accountId", "123"), ("region", "mars-1"), ("accessKeyId", "ASIAABCDEFGHIJKLMNOP"), ("secretAccessKey", "short"), ("emailPattern", ""), ("mode", "fresh"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        foreach (var field in new[] { "accountId", "region", "accessKeyId", "secretAccessKey", "emailPattern" })
        {
            Assert.Contains($"href=\"#{field}\"", html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-error\"", html, StringComparison.Ordinal);
        }

        Assert.Contains("This is a temporary key.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("short", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appdirect-account+%s@appdirect.com", "Example: <code>appdirect-account&#x2B;[a-z0-9]{8}-[a-z0-9]@appdirect.com</code> \\(42 characters\\)")]
    [InlineData("aws+%d@example.com", "The pattern must contain %s exactly once.")]
    [InlineData("aws+%s@x", "The domain isn&#x27;t valid.")]
    public async Task M34_The_server_draws_an_example_address_or_tells_what_is_wrong_with_the_pattern(string pattern, string told)
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (_, html) = await maya.GetAsync(List + "/example?emailPattern=" + Uri.EscapeDataString(pattern));

        Assert.Matches(told, html);
    }

    [Fact]
    public async Task M36_Edit_has_exactly_four_fields_and_changes_them()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var address = await fixture.LinkAsync(maya, "Edited");

        var (_, form) = await maya.GetAsync(address + "/edit");
        var fields = Regex.Matches(form[form.IndexOf("id=\"edit-form\"", StringComparison.Ordinal)..], "<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]*name=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
        var (_, saved) = await maya.PostAsync(address + "/edit", address + "/edit", ("version", VersionIn(form)), ("emailPattern", "other+%s@example.com"), ("default", "on"));
        var (_, keyAlone) = await maya.PostAsync(address + "/edit", address + "/edit", ("accessKeyId", "AKIA0000000000000000"), ("emailPattern", "other+%s@example.com"), ("default", "on"));

        Assert.Equal(["accessKeyId", "secretAccessKey", "emailPattern", "default"], fields);
        Assert.Contains("Account ID and Region cannot be changed. To use another AWS account, link it as a new organization.", form, StringComparison.Ordinal);
        Assert.Contains("other&#x2B;%s@example.com", saved, StringComparison.Ordinal);
        Assert.Contains("Enter the secret that belongs to the new key.", keyAlone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M36_New_credentials_are_checked_before_they_count_and_the_pair_before_can_be_taken_back()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var address = await fixture.LinkAsync(maya, "Rotated");
        var account = (await fixture.Hall.Guildhall.Links.FindAsync("Rotated", TestContext.Current.CancellationToken))!.AccountId;
        var key = fixture.Hall.MemberKey(account);
        List<(string, string)> rest = [("emailPattern", $"aws-{account}+%s@example.com")];
        if (await IsDefaultAsync(account)) rest.Add(("default", "on"));

        var (wrong, failed) = await maya.PostAsync(address + "/edit", address + "/edit", [("accessKeyId", key.AccessKeyId), ("secretAccessKey", new string('y', 40)), .. rest]);
        await maya.PostAsync(address + "/edit", address + "/edit", [("accessKeyId", key.AccessKeyId), ("secretAccessKey", key.SecretAccessKey), .. rest]);
        var (_, credentials) = await maya.GetAsync(address + "?tab=credentials");
        var (_, back) = await maya.PostAsync(address + "?tab=credentials", address + "/rollback");

        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Contains("P2: The API secret", failed, StringComparison.Ordinal);
        Assert.Contains(key.AccessKeyId[^4..], credentials, StringComparison.Ordinal);
        Assert.Contains("is in force again", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_older_than_the_organization_tells_what_has_changed_and_keeps_what_was_typed()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var address = await fixture.LinkAsync(maya, "Stale");
        var (_, form) = await maya.GetAsync(address + "/settings");
        var seen = Regex.Matches(form, "name=\"seen\" value=\"([^\"]*)\"").Select(m => ("seen", WebUtility.HtmlDecode(m.Groups[1].Value)));

        await maya.PostAsync(address + "/settings", address + "/settings", ("name", "Stale now"), ("RoleName", "Steward"));
        var (refused, html) = await maya.PostAsync(address + "/settings", address + "/settings", [("version", VersionIn(form)), ("name", "Mine"), ("RoleName", "Warden"), .. seen]);
        var (_, saved) = await maya.PostAsync(address + "/settings", address + "/settings", ("version", VersionIn(html)), ("name", "Mine"), ("RoleName", "Warden"));

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("<del>Stale</del> Stale now", html, StringComparison.Ordinal);
        Assert.Contains("<del>OrganizationAccountAccessRole</del> Steward", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Warden\"", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Mine</h1>", saved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_moves_with_a_notice_and_is_given_up_only_after_a_question()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var (first, second) = (await fixture.LinkAsync(maya, "First"), await fixture.LinkAsync(maya, "Second"));
        await maya.PostAsync(first + "/default", first + "/default");

        var (_, moved) = await maya.PostAsync(second + "/default", second + "/default");
        var (ask, unticked) = await maya.PostAsync(second + "/edit", second + "/edit", ("emailPattern", "second+%s@example.com"));
        var (pause, unnamed) = await maya.PostAsync(second + "/pause", second + "/pause");
        var (_, paused) = await maya.PostAsync(second + "/pause", second + "/pause", ("after", first.Split('/')[^1]));
        var (_, resumed) = await maya.PostAsync(second + "/resume", second + "/resume");

        Assert.Contains("&quot;First&quot; is no longer the default.", moved, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, ask.StatusCode);
        Assert.Contains("No organization will be the default.", unticked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, pause.StatusCode);
        Assert.Contains("name another organization", unnamed, StringComparison.Ordinal);
        Assert.Contains("Second is paused.", paused, StringComparison.Ordinal);
        Assert.Contains("Second goes on.", resumed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S48_Removing_asks_for_a_fresh_sign_in_and_the_typed_account_and_tells_what_remains()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var address = await fixture.LinkAsync(maya, "Removed");
        var account = (await fixture.Hall.Guildhall.Links.FindAsync("Removed", TestContext.Current.CancellationToken))!.AccountId;
        var remove = address + "/remove";
        fixture.Clock.Advance(TimeSpan.FromMinutes(16));

        var (asked, proof) = await maya.PostAsync(remove, remove, ("accountId", account), ("after", "none"));
        var (wrong, html) = await maya.PostAsync(remove, remove, ("accountId", "123456789012"), ("after", "none"), ("proof-password", Browsing.Password));
        var (removed, remains) = await maya.PostAsync(remove, remove, ("accountId", account), ("after", "none"));
        var (_, listed) = await maya.GetAsync(List);
        var (_, old) = await maya.GetAsync(List + "?state=Removed");
        // The simulated AWS minds a clock that is wrong.
        fixture.Clock.Advance(TimeSpan.FromMinutes(-16));

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("<h1>Is it still you?</h1>", proof, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains($"Type {account} to confirm.", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Contains($"Bucket daily-billing-report-{account}", remains, StringComparison.Ordinal);
        Assert.DoesNotContain(address + "\"", listed, StringComparison.Ordinal);
        Assert.Contains(address + "\"", old, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M38_A_secret_is_in_no_page_whatever_becomes_of_the_form()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var (account, key) = fixture.Hall.FreshAccount("Secret");
        const string marker = "S3cretMarkerThatMustNotBeSeenAnywhere000";
        var (_, old) = await maya.GetAsync(New);
        var token = Browsing.TokenIn(old);

        List<string> seen =
        [
            (await maya.PostAsync(New, New, LinksHall.Form(account, new SigningCredentials(key.AccessKeyId, marker), "check"))).Html,
            (await maya.PostAsync(New, New, LinksHall.Form(account, new SigningCredentials(key.AccessKeyId, marker), "save"))).Html,
            (await maya.PostAsync(New, New, LinksHall.Form("12", new SigningCredentials(key.AccessKeyId, marker), "save"))).Html,
            (await maya.PostAsync(New, New, LinksHall.Form(account, new SigningCredentials(key.AccessKeyId, marker), "draft"))).Html,
            (await maya.SendAsync(New, [("form-token", "stale" + token), .. LinksHall.Form(account, new SigningCredentials(key.AccessKeyId, marker), "save")])).Html,
        ];
        var (_, listed) = await maya.GetAsync(List);
        var taken = WebUtility.HtmlDecode(Regex.Match(listed, "href=\"([^\"]*new\\?draft=[^\"]*)\"").Groups[1].Value);
        foreach (var path in new[] { taken, List, List + ".csv", "/console/audit", "/console/audit.csv" }) seen.Add((await maya.GetAsync(path)).Html);

        Assert.All(seen, html => Assert.DoesNotContain(marker, html, StringComparison.Ordinal));
        Assert.Contains("holds a secret", seen[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task S23_An_administrator_sees_nothing_of_it_and_an_auditor_only_looks_at_the_own_organization()
    {
        var amara = await fixture.Hall.SignedInAsync(LinksHall.Administrator);
        var otto = await fixture.Hall.SignedInAsync(LinksHall.Auditor);
        var stranger = (await fixture.Hall.Guildhall.Links.FindAsync(fixture.World.Standalone, TestContext.Current.CancellationToken))!;
        var own = (await fixture.Hall.Guildhall.Links.FindAsync(fixture.World.Management, TestContext.Current.CancellationToken))!;

        var (closed, _) = await amara.GetAsync("/admin/settings/vendors");
        var (_, cards) = await otto.GetAsync("/admin/settings/vendors");
        var (_, listed) = await otto.GetAsync(List);
        var (mine, _) = await otto.GetAsync($"{List}/{own.Id}");
        var (theirs, _) = await otto.GetAsync($"{List}/{stranger.Id}");
        var (edit, _) = await otto.GetAsync($"{List}/{own.Id}/edit");

        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Contains(">View</a>", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("Configure", cards, StringComparison.Ordinal);
        Assert.Contains(own.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Add Organization", listed, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (mine.StatusCode, theirs.StatusCode, edit.StatusCode));
    }

    [Fact]
    public async Task A_preflight_is_run_again_and_its_runs_stay_with_the_organization_and_the_audit_tab_tells_who_linked_it()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);
        var address = await fixture.LinkAsync(maya, "Checked");

        var (_, once) = await maya.PostAsync(address + "?tab=preflight", address + "/check");
        var (_, twice) = await maya.PostAsync(address + "?tab=preflight", address + "/check");
        var (_, refused) = await maya.PostAsync(address, address + "/retry");
        var (audit, _) = await maya.GetAsync(address + "?tab=audit");

        Assert.Contains("Run again", once, StringComparison.Ordinal);
        Assert.Contains("data-copy=\"Preflight of account", twice, StringComparison.Ordinal);
        Assert.Contains("<caption class=\"sr\">Earlier preflights</caption>", twice, StringComparison.Ordinal);
        Assert.Contains("No step of this organization failed, waits or was left out.", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, audit.StatusCode);
    }

    [Fact]
    public async Task The_list_is_sought_sorted_and_exported_without_secrets()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (_, found) = await maya.GetAsync(List + "?q=" + fixture.World.Standalone[..8]);
        var (_, none) = await maya.GetAsync(List + "?q=nothing-is-called-so");
        var (_, file) = await maya.GetAsync(List + ".csv?sort=account&order=down");

        Assert.Contains("</table>", found, StringComparison.Ordinal);
        Assert.Contains("No organization is like that", none, StringComparison.Ordinal);
        Assert.StartsWith("Name,Default,Simulated,Account ID", file, StringComparison.Ordinal);
        Assert.Contains(fixture.World.Standalone, file, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.World.StandaloneKey.AccessKeyId, file, StringComparison.Ordinal);
    }

    private async Task<bool> IsDefaultAsync(string account) => (await fixture.Hall.Guildhall.Links.FindAsync(account, TestContext.Current.CancellationToken))!.Default;

    private static string VersionIn(string html) => Regex.Match(html, "name=\"version\" value=\"([0-9]+)\"").Groups[1].Value;
}

public sealed class LinkPagesOnSqliteTests(SqliteLinksHall hall) : LinkPagesTests(hall), IClassFixture<SqliteLinksHall>;

[Trait("Ring", "Postgres")]
public sealed class LinkPagesOnPostgresTests(PostgresLinksHall hall) : LinkPagesTests(hall), IClassFixture<PostgresLinksHall>;
