using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Change sets and the audit trail on pages. private-marketplace.md 7.1, 9.4.</summary>
public abstract partial class ChangeSetPagesTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private Browsing _amara = null!;

    protected override async Task PrepareAsync()
    {
        await Hall.AddPersonAsync("olu@example.com", "Approver", World.Management);
        await Hall.AddPersonAsync("dana@example.com", "Buyer", World.Developer);
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task Sets_made_with_the_API_by_any_administrating_account_are_listed_filtered_and_shown_with_errors_and_details()
    {
        var administrator = await Hall.DelegatedAdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], []);
        var failed = await administrator.StartAsync(HallCaller.Change("AllowProductProcurement", experience, new { Products = new[] { new { Ids = new[] { "prod-zzzzzzzzzzzzz" } } } }));
        await administrator.EndAsync(failed);

        var (_, all) = await _amara.GetAsync("/console/change-sets");
        var (_, failures) = await _amara.GetAsync("/console/change-sets?status=failed");
        var (_, byId) = await _amara.GetAsync("/console/change-sets?status=succeeded&id=" + failed);
        var (_, detail) = await _amara.GetAsync("/console/change-sets/" + failed);
        var (_, csv) = await _amara.GetAsync("/console/change-sets.csv");

        Assert.Equal(2, Sets().Count(all));
        Assert.Equal(failed, Assert.Single(Sets().Matches(failures)).Groups[1].Value);
        Assert.Contains("Nothing found", byId, StringComparison.Ordinal);
        Assert.Contains("<code>PRODUCT_NOT_FOUND</code>", detail, StringComparison.Ordinal);
        Assert.Contains("&quot;prod-zzzzzzzzzzzzz&quot;", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("hx-trigger", detail, StringComparison.Ordinal);
        Assert.Equal(4, csv.Split("\r\n").Length);
    }

    [Fact]
    public async Task A_failed_set_is_tried_again_as_a_new_set_with_the_same_changes()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], [], live: false);
        await administrator.RunAsync(HallCaller.Change("RestrictExperience", experience, new { }));
        var failed = await administrator.StartAsync(HallCaller.Change("UpdateExperience", experience, new { Description = "New words" }));
        await administrator.EndAsync(failed);
        await administrator.RunAsync(HallCaller.Change("ReviveExperience", experience, new { }));

        var (_, asked) = await _amara.PostAsync("/console/change-sets/" + failed, $"/console/change-sets/{failed}/retry/review");
        var (response, _) = await _amara.PostAsync("/console/change-sets/" + failed, $"/console/change-sets/{failed}/retry");
        var id = response.RequestMessage!.RequestUri!.AbsolutePath.Split('/')[^1];
        var ended = await administrator.EndAsync(id);

        Assert.Contains("No account is affected", asked, StringComparison.Ordinal);
        Assert.NotEqual(failed, id);
        Assert.Equal("SUCCEEDED", ended["Status"]!.GetValue<string>());
        Assert.Contains("New words", (await administrator.DescribeEntityAsync(experience)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experience_that_a_running_set_holds_says_so_everywhere_and_what_is_refused_meanwhile_offers_Retry()
    {
        var clock = new HeldClock();
        await using var hall = await StartAnotherAsync(options => options with { Clock = clock, ChangeSetDelay = HeldClock.Delay });
        var amara = await hall.SignedInAsync("amara@example.com", "Administrator", hall.World.Management);
        var administrator = await hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], []);
        clock.Holds = true;
        var holder = await administrator.StartAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Later" }));

        var (_, list) = await amara.GetAsync("/console/experiences");
        var (_, detail) = await amara.GetAsync("/console/experiences/" + experience);
        var (held, refused) = await amara.PostAsync("/account", $"/console/experiences/{experience}/products", ("act", "add"), ("product", HallWorld.A));
        await amara.PostAsync("/account", $"/console/change-sets/{holder}/cancel");
        var (_, free) = await amara.GetAsync("/console/experiences/" + experience);

        Assert.Contains($"<a class=\"small\" href=\"/console/change-sets/{holder}\">change running</a>", list, StringComparison.Ordinal);
        Assert.Matches($"A change of this experience is running, started by Acme [0-9-]+; until it has ended, others are refused.</p><a class=\"button\" href=\"/console/change-sets/{holder}\">See the change</a>", detail);
        Assert.Equal(HttpStatusCode.Conflict, held.StatusCode);
        Assert.Matches($"{experience} is locked by change set {holder}; try again when that has ended.\\s*<a href=\"/console/change-sets/{holder}\">See the change that runs</a>", refused);
        Assert.Matches("<button class=\"button primary\">Retry</button>", refused);
        Assert.DoesNotContain("change running", free, StringComparison.Ordinal);
        Assert.DoesNotContain("A change of this experience is running", free, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_is_offered_for_sets_that_failed_or_were_cancelled_alone_and_says_why_it_would_fail_again()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], []);
        var failed = await administrator.StartAsync(HallCaller.Change("AllowProductProcurement", experience, new { Products = new[] { new { Ids = new[] { "prod-zzzzzzzzzzzzz" } } } }));
        await administrator.EndAsync(failed);
        var done = await administrator.StartAsync(HallCaller.Change("UpdateExperience", experience, new { Description = "Words" }));
        await administrator.EndAsync(done);

        var (_, detail) = await _amara.GetAsync("/console/change-sets/" + failed);
        var (_, asked) = await _amara.PostAsync("/account", $"/console/change-sets/{failed}/retry/review");
        var (_, succeeded) = await _amara.GetAsync("/console/change-sets/" + done);
        var (_, not) = await _amara.PostAsync("/account", $"/console/change-sets/{done}/retry");

        Assert.Contains($"action=\"/console/change-sets/{failed}/retry/review\"", detail, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was applied", detail, StringComparison.Ordinal);
        Assert.Contains("AllowProductProcurement Acme", asked, StringComparison.Ordinal);
        Assert.Matches("class=\"problems\" role=\"alert\">[\\s\\S]*prod-zzzzzzzzzzzzz", asked);
        Assert.DoesNotContain($"action=\"/console/change-sets/{failed}/retry\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("/retry", succeeded, StringComparison.Ordinal);
        Assert.Contains("Only a change that failed or was cancelled can be tried again.", not, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_that_is_preparing_refreshes_itself_and_can_be_cancelled()
    {
        await using var hall = await StartAnotherAsync(options => options with { ChangeSetDelay = TimeSpan.FromSeconds(20) });
        var amara = await hall.SignedInAsync("amara@example.com", "Administrator", hall.World.Management);
        var administrator = await hall.AdministratorAsync();
        var id = await administrator.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Later" } });

        var (_, running) = await amara.GetAsync("/console/change-sets/" + id);
        var (_, list) = await amara.GetAsync("/console/change-sets?status=running");
        var (_, cancelled) = await amara.PostAsync("/console/change-sets/" + id, $"/console/change-sets/{id}/cancel");

        Assert.Contains("hx-trigger=\"every 2s\"", running, StringComparison.Ordinal);
        Assert.Contains(id, list, StringComparison.Ordinal);
        Assert.Contains("Cancelled. Nothing was changed.", cancelled, StringComparison.Ordinal);
        Assert.Equal("CANCELLED", (await administrator.DescribeChangeSetAsync(id))["Status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_audit_trail_shows_before_and_after_to_those_who_may_read_it_and_filters()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], []);
        await administrator.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Acme two" }));
        await administrator.RunAsync(HallCaller.Change("AllowProductProcurement", experience, new { Products = new[] { new { Ids = new[] { HallWorld.A } } } }));

        var (_, list) = await _amara.GetAsync($"/console/audit?event=EndChangeSet&entity={experience}&actor={World.Management}");
        var records = Records().Matches(list).Select(m => m.Value).Distinct().ToList();
        var (_, renamed) = await _amara.GetAsync(records[1]);
        var (_, allowed) = await _amara.GetAsync(records[0]);
        var (_, nobody) = await _amara.GetAsync("/console/audit?actor=nobody-at-all");
        var (_, tomorrow) = await _amara.GetAsync("/console/audit?from=2999-01-01");

        Assert.Equal(3, records.Count);
        Assert.Matches("""<th scope="row">Name</th>\s*<td data-label="Before"><span class="typed">Acme</span></td>\s*<td data-label="After"><span class="typed">Acme two</span></td>""", renamed);
        Assert.Matches("""<th scope="row">Policy.Allowed</th>\s*<td data-label="Before"><span class="typed">–</span></td>\s*<td data-label="After"><span class="typed">[^<]*prod-aaaaaaaaaaaaa""", WebUtility.HtmlDecode(allowed));
        Assert.Contains("Nothing found", nobody, StringComparison.Ordinal);
        Assert.Contains("Nothing found", tomorrow, StringComparison.Ordinal);

        var olu = await Hall.SignedInAsync("olu@example.com");
        var dana = await Hall.SignedInAsync("dana@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await olu.GetAsync("/console/audit")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync(records[0])).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await olu.GetAsync("/console/requests")).Response.StatusCode);
    }

    [Fact]
    public async Task The_audit_trail_goes_on_by_cursor_without_gap_or_repetition_and_its_token_serves_nobody_else()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Acme", [], []);
        for (var i = 0; i < 30; i++) await administrator.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Description = $"Number {i}" }));

        var (_, first) = await _amara.GetAsync("/console/audit");
        var next = WebUtility.HtmlDecode(Next().Match(first).Groups[1].Value);
        var (_, second) = await _amara.GetAsync(next);
        var (other, _) = await _amara.GetAsync(next + "&event=EndChangeSet");
        var (_, csv) = await _amara.GetAsync("/console/audit.csv?event=StartChangeSet");

        var numbers = new[] { first, second }.SelectMany(html => Records().Matches(html).Select(m => long.Parse(m.Value.Split('/')[^1], null))).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.InRange(numbers.Count, 62, 70);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal(31 + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [GeneratedRegex("<th scope=\"row\"><a href=\"/console/change-sets/([^\"]+)\"")]
    private static partial Regex Sets();

    [GeneratedRegex("/console/audit/[0-9]+")]
    private static partial Regex Records();

    [GeneratedRegex("href=\"(/console/audit\\?[^\"]*next=[^\"]+)\"")]
    private static partial Regex Next();
}

public sealed class ChangeSetPagesOnSqliteTests() : ChangeSetPagesTests(null);

[Trait("Ring", "Postgres")]
public sealed class ChangeSetPagesOnPostgresTests(PostgresServer server) : ChangeSetPagesTests(new PostgresDatabase(server));
