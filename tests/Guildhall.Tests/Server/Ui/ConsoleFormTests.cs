using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>What forms and lists of the console do when things are not as they were, or as large as they get.</summary>
public abstract class ConsoleFormTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _amara = null!;

    protected override async Task PrepareAsync() => _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);

    [Fact]
    public async Task Settings_that_somebody_else_changed_meanwhile_are_shown_with_what_was_typed_and_saved_only_when_sent_again()
    {
        var (id, opened) = await CreateAsync("Labs");
        await SaveAsync(id, $"{opened}", "Labs of Amara", "First");

        var (stale, html) = await SaveAsync(id, $"{opened}", "Labs of Ben", "");
        var kept = Now(id).Name;
        var (again, _) = await SaveAsync(id, $"{Now(id).Revision}", "Labs of Ben", "");

        Assert.Equal(HttpStatusCode.BadRequest, stale.StatusCode);
        Assert.Contains("Now the name is Labs of Amara, the description is First.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Labs of Ben\"", html, StringComparison.Ordinal);
        Assert.Equal("Labs of Amara", kept);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Labs of Ben", Now(id).Name);
    }

    [Fact]
    public async Task A_refused_setting_is_told_beside_its_field_in_words_without_places_of_changes()
    {
        var (id, revision) = await CreateAsync("Labs");

        var (refused, html) = await SaveAsync(id, $"{revision}", "", "Typed with care");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"Name-error\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Change 1", html, StringComparison.Ordinal);
        Assert.Contains("Typed with care", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_of_several_lines_is_kept_as_the_API_would_have_it()
    {
        var (id, revision) = await CreateAsync("Labs");

        await SaveAsync(id, $"{revision}", "Labs", "One\r\nTwo");

        Assert.Equal("One\nTwo", Now(id).Description);
    }

    [Fact]
    public async Task All_products_of_an_experience_are_exported()
    {
        var (id, _) = await CreateAsync("Labs");

        var (response, csv) = await _amara.GetAsync($"/console/experiences/{id}/products.csv");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(HallWorld.A, csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_effect_of_a_change_is_exported_with_every_account_before_the_change_is_made()
    {
        var (id, _) = await CreateAsync("Labs");
        await _amara.PostAsync($"/console/experiences/{id}", $"/console/experiences/{id}/products", ("act", "add"), ("product", HallWorld.A));
        await _amara.PostAsync($"/console/experiences/{id}/audiences", $"/console/experiences/{id}/audiences", ("act", "associate"), ("principal", World.Engineering));

        var (_, asked) = await _amara.PostAsync(
            $"/console/experiences/{id}/settings", $"/console/experiences/{id}/settings", ("Name", "Labs"), ("status", "live"), ("requests", Now(id).Policy!.RequestsAllowed ? "on" : "off"), ("mode", "active"));
        var sets = WebUtility.HtmlDecode(Regex.Match(asked, "name=\"sets\" value=\"([^\"]+)\"").Groups[1].Value);
        var (response, csv) = await _amara.PostAsync($"/console/experiences/{id}", "/console/effects.csv", ("sets", sets));
        var (nonsense, _) = await _amara.PostAsync($"/console/experiences/{id}", "/console/effects.csv", ("sets", "{"));

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"{World.Developer},Developer,,Labs,0,", csv, StringComparison.Ordinal);
        Assert.False(Now(id).Live);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task Experiences_are_found_by_name_and_listed_from_any_place_on()
    {
        var (alpha, _) = await CreateAsync("Alpha team");
        var (beta, _) = await CreateAsync("Beta team");

        var (_, found) = await _amara.GetAsync("/console/experiences?q=alpha");
        var (_, later) = await _amara.GetAsync("/console/experiences?skip=1");
        var (_, none) = await _amara.GetAsync("/console/experiences?q=nosuchname");

        Assert.Contains(alpha.Value, found, StringComparison.Ordinal);
        Assert.DoesNotContain(beta.Value, found, StringComparison.Ordinal);
        Assert.Contains(beta.Value, later, StringComparison.Ordinal);
        Assert.DoesNotContain(alpha.Value, later, StringComparison.Ordinal);
        Assert.Contains("Nothing found", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_page_that_needs_a_sign_in_sends_the_whole_page_there()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Hall.Url) };
        http.DefaultRequestHeaders.Add("HX-Request", "true");

        using var response = await http.GetAsync("/search?q=a", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in?return=%2Fsearch%3Fq%3Da", Assert.Single(response.Headers.GetValues("HX-Redirect")));
    }

    [Fact]
    public async Task The_message_after_a_form_waits_for_the_whole_page_while_scripts_ask_for_parts()
    {
        var (id, revision) = await CreateAsync("Labs");
        var path = $"/console/experiences/{id}";
        var (_, form) = await _amara.GetAsync(path + "/settings");
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = _amara.Cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(Hall.Url) };
        (string, string)[] fields = [("form-token", Browsing.TokenIn(form)), ("form-key", "k1"), ("revision", $"{revision}"), ("Name", "Labs"), ("Description", "New"), ("status", "notlive"), ("requests", "on"), ("mode", "active")];
        using var saved = await http.PostAsync(path + "/settings", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))), TestContext.Current.CancellationToken);

        using var part = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } };
        using var late = await http.SendAsync(part, TestContext.Current.CancellationToken);
        var (_, page) = await _amara.GetAsync(path);
        var (_, again) = await _amara.GetAsync(path);

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.DoesNotContain("class=\"flash", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("class=\"flash", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"flash", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_in_the_console_is_told_in_the_console()
    {
        var (response, html) = await _amara.GetAsync("/console/experiences/exp-nosuchexperience");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("href=\"/console/change-sets\"", html, StringComparison.Ordinal);
    }

    private Experience Now(EntityId id) => Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace.FindExperience(id)!;

    private async Task<(EntityId Id, long Revision)> CreateAsync(string name)
    {
        await _amara.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", name));
        var made = Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace.Experiences.Values.Single(e => e.Name == name);
        return (made.Id, made.Revision);
    }

    private Task<(HttpResponseMessage Response, string Html)> SaveAsync(EntityId id, string revision, string name, string description) => _amara.PostAsync(
        $"/console/experiences/{id}/settings", $"/console/experiences/{id}/settings", ("revision", revision), ("Name", name), ("Description", description), ("status", "notlive"),
        ("requests", Now(id).Policy!.RequestsAllowed ? "on" : "off"), ("mode", "active"));
}

public sealed class ConsoleFormOnSqliteTests() : ConsoleFormTests(null);

[Trait("Ring", "Postgres")]
public sealed class ConsoleFormOnPostgresTests(PostgresServer server) : ConsoleFormTests(new PostgresDatabase(server));
