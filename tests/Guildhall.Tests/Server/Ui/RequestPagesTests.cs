using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Server.Ui;

/// <summary>Requests from asking to answering, through pages alone. private-marketplace.md 4.15, 5.6, 7.</summary>
public abstract partial class RequestPagesTests(RequestHall fixture)
{
    private const string Hostile = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202Egnp.exe\u0301\u0301\u0301";

    private static readonly string[] More = ["prod-kkkkkkkkkkkkk", "prod-lllllllllllll", "prod-mmmmmmmmmmmmm"];

    [Fact]
    public async Task M22_A_request_goes_from_the_form_to_the_inbox_and_its_approval_lets_everyone_buy()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var (_, form) = await dana.GetAsync($"/requests/new?product={HallWorld.B}");
        Assert.Contains("Ledger Sync", form, StringComparison.Ordinal);
        Assert.Contains("Who decides", form, StringComparison.Ordinal);
        Assert.Contains("in 30 days", form, StringComparison.Ordinal);

        var request = await RequestHall.AskAsync(dana, HallWorld.B, "To close the books");
        var (_, inbox) = await amara.GetAsync("/console/requests");
        Assert.Contains(request, inbox, StringComparison.Ordinal);
        Assert.Contains("To close the books", inbox, StringComparison.Ordinal);
        var (_, detail) = await amara.GetAsync("/console/requests/" + request);
        Assert.Contains("No other experience approves", detail, StringComparison.Ordinal);
        var (_, review) = await amara.PostAsync("/console/requests", "/console/requests/review", ("act", "approve"), ("request", request), ("back", "/console/requests"));
        Assert.Contains("Product permissions gained", review, StringComparison.Ordinal);
        var (done, after) = await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "approve"), ("request", request), ("note", "Go ahead"), ("back", "/console/requests"));

        Assert.Equal("/console/requests", done.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Added to Private Marketplace: Ledger Sync.", after, StringComparison.Ordinal);
        Assert.Equal(RequestStatus.Approved, fixture.Find(request).Status);
        var (_, own) = await dana.GetAsync("/requests/" + request);
        Assert.Contains("Go ahead", own, StringComparison.Ordinal);
        var (_, again) = await dana.GetAsync($"/requests/new?product={HallWorld.B}");
        Assert.Contains("Ledger Sync is approved already.", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M22_Several_requests_for_one_product_are_answered_in_one_set_and_one_that_was_cancelled_is_left_out()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var one = await RequestHall.AskAsync(dana, HallWorld.C, "Scan cargo");
        var two = await RequestHall.AskAsync(leo, HallWorld.C, "Scan it too");

        var (_, result) = await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "approve"), ("request", one), ("request", two));

        Assert.Contains("Added to Private Marketplace: 2 requests.", result, StringComparison.Ordinal);
        Assert.All([one, two], id => Assert.Equal(RequestStatus.Approved, fixture.Find(id).Status));
        var (_, late) = await amara.PostAsync("/console/requests", "/console/requests/review", ("act", "decline"), ("request", one), ("request", two));
        Assert.Contains("They have been answered already.", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M23_Declining_takes_a_reason_and_may_block_the_product()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var request = await RequestHall.AskAsync(dana, HallWorld.D, "Build things");

        var (without, asked) = await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "decline"), ("request", request), ("note", " "), ("block", "yes"));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("Say why: whoever asked reads it.", asked, StringComparison.Ordinal);
        Assert.Matches("name=\"block\" value=\"yes\" checked", asked);
        Assert.Equal(RequestStatus.Pending, fixture.Find(request).Status);
        await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "decline"), ("request", request), ("note", "We have another"), ("block", "yes"));

        var (_, own) = await dana.GetAsync("/requests/" + request);
        Assert.Contains("We have another", own, StringComparison.Ordinal);
        var (_, again) = await dana.GetAsync($"/requests/new?product={HallWorld.D}");
        Assert.Contains("Delta Build cannot be requested: an administrator blocked it.", again, StringComparison.Ordinal);
        var (_, blocked) = await amara.GetAsync($"/console/experiences/{fixture.Experience}?tab=blocked");
        Assert.Contains("Delta Build", blocked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F63_S40_Hostile_text_in_reasons_and_notes_is_text_on_every_page_and_in_exports()
    {
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var request = await RequestHall.AskAsync(leo, HallWorld.A, Hostile);
        string[] pages = ["/console/requests", "/console/requests/" + request, "/console/audit?entity=" + request];
        List<string> seen = [];
        foreach (var page in pages) seen.Add((await amara.GetAsync(page)).Html);
        seen.Add((await leo.GetAsync("/requests")).Html);
        seen.Add((await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "decline"), ("request", request), ("note", ""))).Html);
        var (_, csv) = await amara.GetAsync("/console/requests.csv?state=all");
        await amara.PostAsync("/console/requests", "/console/requests/answer", ("act", "decline"), ("request", request), ("note", Hostile));
        seen.Add((await leo.GetAsync("/requests/" + request)).Html);
        var record = Record().Match((await amara.GetAsync("/console/audit?event=EndChangeSet&entity=" + request)).Html).Value;
        seen.Add((await amara.GetAsync(record)).Html);

        Assert.All(seen, html => Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal));
        Assert.Contains("&lt;script&gt;alert", seen[^2], StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", seen[^1], StringComparison.Ordinal);
        Assert.Contains(",'=cmd|", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S25_An_account_sees_and_cancels_only_its_own_requests()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var request = await RequestHall.AskAsync(dana, "prod-eeeeeeeeeeeee", "Mine");

        var (foreign, _) = await leo.GetAsync("/requests/" + request);
        var (taken, _) = await leo.PostAsync("/requests", $"/requests/{request}/cancel");
        var (console, _) = await dana.GetAsync("/console/requests");
        var (_, list) = await leo.GetAsync("/requests");
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], new[] { foreign.StatusCode, taken.StatusCode, console.StatusCode });
        Assert.DoesNotContain(request, list, StringComparison.Ordinal);
        var (_, twice) = await dana.GetAsync("/requests/new?product=prod-eeeeeeeeeeeee");
        Assert.Contains($"is asked for by the pending request {request}", twice, StringComparison.Ordinal);

        var (_, confirm) = await dana.GetAsync($"/requests/{request}/cancel");
        Assert.Contains("Keep it", confirm, StringComparison.Ordinal);
        var (_, cancelled) = await dana.PostAsync($"/requests/{request}/cancel", $"/requests/{request}/cancel");
        Assert.Contains("Cancelled.", cancelled, StringComparison.Ordinal);
        Assert.Equal(RequestStatus.Cancelled, fixture.Find(request).Status);
    }

    [Fact]
    public async Task A_reason_that_is_missing_or_too_long_is_refused_beside_the_field_and_what_was_typed_is_kept()
    {
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var page = "/requests/new?product=prod-eeeeeeeeeeeee";
        var tooLong = new string('x', 2_001);

        var (empty, _) = await leo.PostAsync(page, "/requests/new", ("product", "prod-eeeeeeeeeeeee"), ("reason", ""), ("order", "PO-7"));
        var (refused, html) = await leo.PostAsync(page, "/requests/new", ("product", "prod-eeeeeeeeeeeee"), ("reason", tooLong), ("order", "PO-7"));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { empty.StatusCode, refused.StatusCode });
        Assert.Contains("id=\"reason-error\"", html, StringComparison.Ordinal);
        Assert.Contains(tooLong, html, StringComparison.Ordinal);
        Assert.Contains("PO-7", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M01_M22_An_approver_answers_and_each_request_has_a_result_of_its_own()
    {
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var olu = await fixture.Hall.SignedInAsync("olu@example.com");
        var open = await RequestHall.AskAsync(leo, "prod-ggggggggggggg", "Still needed");
        var gone = await RequestHall.AskAsync(leo, "prod-hhhhhhhhhhhhh", "No longer needed");
        await leo.PostAsync($"/requests/{gone}/cancel", $"/requests/{gone}/cancel");

        var (_, detail) = await olu.GetAsync("/console/requests/" + open);
        var (response, result) = await olu.PostAsync("/console/requests", "/console/requests/answer", ("act", "approve"), ("request", open), ("request", gone));

        Assert.DoesNotContain("/console/audit?entity", detail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("1 of 2 requests are approved.", result, StringComparison.Ordinal);
        Assert.Contains($"{gone} is cancelled already.", result, StringComparison.Ordinal);
        Assert.Equal((RequestStatus.Approved, RequestStatus.Cancelled), (fixture.Find(open).Status, fixture.Find(gone).Status));
        var (foreign, _) = await leo.PostAsync("/requests", "/console/requests/answer", ("act", "approve"), ("request", open));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task S43_A_form_that_is_sent_twice_asks_once()
    {
        var leo = await fixture.Hall.SignedInAsync("leo@example.com");
        var (_, form) = await leo.GetAsync("/requests/new?product=prod-iiiiiiiiiiiii");
        (string, string)[] fields = [.. Hidden().Matches(form[form.IndexOf("action=\"/requests/new\"", StringComparison.Ordinal)..]).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))), ("product", "prod-iiiiiiiiiiiii"), ("reason", "Twice")];

        var (first, _) = await leo.SendAsync("/requests/new", fields);
        var (second, _) = await leo.SendAsync("/requests/new", fields);

        Assert.StartsWith("/requests/prodprocreq-", first.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(first.RequestMessage.RequestUri, second.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task M22_Several_products_are_found_ticked_and_asked_for_in_one_request_and_nothing_typed_is_lost_between()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var page = $"/requests/new?product={More[0]}";

        var (_, found) = await dana.PostAsync(page, "/requests/new", ("product", More[0]), ("words", "Example"), ("reason", "For the team"), ("order", "PO-8"), ("go", "find"));
        var (response, _) = await dana.PostAsync(page, "/requests/new", ("product", More[0]), ("product", More[1]), ("reason", "For the team"), ("order", "PO-8"), ("go", "create"));
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        var (_, own) = await dana.GetAsync("/requests");
        var (_, detail) = await amara.GetAsync("/console" + path);

        Assert.Contains("For the team", found, StringComparison.Ordinal);
        Assert.Contains("PO-8", found, StringComparison.Ordinal);
        Assert.Contains($"name=\"product\" value=\"{More[0]}\" checked", found, StringComparison.Ordinal);
        Assert.Contains($"name=\"product\" value=\"{More[1]}\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{More[1]}\" checked", found, StringComparison.Ordinal);
        Assert.StartsWith("/requests/prodprocreq-", path, StringComparison.Ordinal);
        Assert.Contains("Example k, Example l", own, StringComparison.Ordinal);
        Assert.Contains("Product permissions gained", detail, StringComparison.Ordinal);
        Assert.Contains("Notes of the governing experience", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M22_Where_else_the_products_are_approved_and_what_the_governing_experience_notes_is_shown_before_answering()
    {
        var dana = await fixture.Hall.SignedInAsync("dana@example.com");
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        var administrator = await fixture.Hall.AdministratorAsync();
        await administrator.ExperienceAsync("Elsewhere", [], [More[2]], live: false);
        await administrator.RunAsync(HallCaller.Change("DenyProductProcurement", fixture.Experience, new { Products = new[] { new { Ids = new[] { More[2] }, Notes = "Too dear last year" } } }));

        var request = await RequestHall.AskAsync(dana, More[2], "Cheaper now");
        var (_, inbox) = await amara.GetAsync("/console/requests");
        var (_, review) = await amara.PostAsync("/console/requests", "/console/requests/review", ("act", "approve"), ("request", request));

        Assert.Contains("Approved in", inbox, StringComparison.Ordinal);
        Assert.Contains("Elsewhere</a>", review, StringComparison.Ordinal);
        Assert.Contains("Denied: Too dear last year", review, StringComparison.Ordinal);
        Assert.Contains("Export CSV", review, StringComparison.Ordinal);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(form-token|form-key)\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("/console/audit/[0-9]+")]
    private static partial Regex Record();
}

public sealed class RequestPagesOnSqliteTests(SqliteRequestHall fixture) : RequestPagesTests(fixture), IClassFixture<SqliteRequestHall>;

[Trait("Ring", "Postgres")]
public sealed class RequestPagesOnPostgresTests(PostgresRequestHall fixture) : RequestPagesTests(fixture), IClassFixture<PostgresRequestHall>;
