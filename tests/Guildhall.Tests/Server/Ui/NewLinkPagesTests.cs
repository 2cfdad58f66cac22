using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Linking an organization on the pages: the guide, drafts, checks and saving. M-30 to M-35, M-38; vendor-integration.md 2 to 6.</summary>
public abstract class NewLinkPagesTests(LinksHall fixture)
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
        var (_, once) = await maya.PostAsync(New, New, ("act", "save"), ("emailPattern", "aws@example.com"), ("mode", "fresh"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        foreach (var field in new[] { "accountId", "region", "accessKeyId", "secretAccessKey", "emailPattern" })
        {
            Assert.Contains($"href=\"#{field}\"", html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-error\"", html, StringComparison.Ordinal);
        }

        // The field and the summary tell it, the line of the example does not once more.
        Assert.Equal(2, Regex.Count(once, "The pattern must contain %s exactly once\\."));
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
}

public sealed class NewLinkPagesOnSqliteTests(SqliteLinksHall hall) : NewLinkPagesTests(hall), IClassFixture<SqliteLinksHall>;

[Trait("Ring", "Postgres")]
public sealed class NewLinkPagesOnPostgresTests(PostgresLinksHall hall) : NewLinkPagesTests(hall), IClassFixture<PostgresLinksHall>;
