using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Changing, pausing, removing and checking a linked organization on its pages. M-36; vendor-integration.md 7 to 10.</summary>
public abstract class LinkChangePagesTests(LinksHall fixture)
{
    private const string List = LinksHall.List;

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
        Assert.Equal((HttpStatusCode.OK, address), (removed.StatusCode, removed.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.Contains($"Bucket daily-billing-report-{account}", remains, StringComparison.Ordinal);
        Assert.DoesNotContain(address + "\"", listed, StringComparison.Ordinal);
        Assert.Contains(address + "\"", old, StringComparison.Ordinal);
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

    private async Task<bool> IsDefaultAsync(string account) => (await fixture.Hall.Guildhall.Links.FindAsync(account, TestContext.Current.CancellationToken))!.Default;

    private static string VersionIn(string html) => Regex.Match(html, "name=\"version\" value=\"([0-9]+)\"").Groups[1].Value;
}

public sealed class LinkChangePagesOnSqliteTests(SqliteLinksHall hall) : LinkChangePagesTests(hall), IClassFixture<SqliteLinksHall>;

[Trait("Ring", "Postgres")]
public sealed class LinkChangePagesOnPostgresTests(PostgresLinksHall hall) : LinkChangePagesTests(hall), IClassFixture<PostgresLinksHall>;
