using System.Net;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>
/// Issue 5, "Must show" 4: two organizations, every role, every operation, every route of the own API and every page, each with an own id, another organization's and
/// one that nothing has: the last two are answered alike byte for byte, and nothing of the other organization is changed. security.md 4.4, S-23 to S-25, G-10.
/// </summary>
public abstract partial class TenancyTests(TenancyHall fixture)
{
    private const string Manager = Role.MarketplaceManager;

    /// <summary>Routes that name one thing and tell nobody of an organization of it: what belongs to the installation is for marketplace managers.</summary>
    private static readonly string[] Managers = ["/admin/settings/", "/api/v1/vendors/aws/organizations"];

    /// <summary>Pages that ask before something is done, and show what was typed into the address without looking for it.</summary>
    private static readonly string[] Questions = ["GET /account/keys/{id}/disable", "GET /console/users/keys/{id}/disable"];

    private readonly List<string> _wrong = [];

    /// <summary>How many pairs of answers were compared.</summary>
    private int _compared;

    [Fact]
    public void No_operation_escapes_the_matrix() => Assert.Equal(
        fixture.Hall.Host.Operations.Operations.Select(o => o.Name).Distinct().Order(),
        TenancyCalls.All.Select(c => c.Operation).Concat(TenancyCalls.NameNothing).Concat(["ListEntities", "ListChangeSets"]).Distinct().Order());

    [Fact]
    public async Task S24_Others_things_and_missing_ones_are_answered_alike_byte_for_byte_and_nothing_of_others_changes()
    {
        await SettledAsync();
        var before = await RowsAsync();

        await OperationsAsync();
        await PagesAsync();
        await OwnApiAsync();

        var after = await RowsAsync();
        foreach (var (row, text) in before.Where(r => after.GetValueOrDefault(r.Key) != r.Value)) _wrong.Add($"Changed: {row}: {text}\n      now: {after.GetValueOrDefault(row)}");
        foreach (var (row, text) in after.Where(r => !before.ContainsKey(r.Key))) _wrong.Add($"New of the other organization: {row}: {text}");
        Assert.True(_wrong.Count == 0, $"{_wrong.Count} of {_compared}\n{string.Join('\n', _wrong)}");
        Assert.InRange(_compared, 2_000, 20_000);
        Assert.InRange(before.Count, 60, 1_000);
    }

    private async Task OperationsAsync()
    {
        var told = new HashSet<TenancyCall>();
        foreach (var (role, call) in from role in TenancyHall.Roles from call in TenancyCalls.All select (role, call))
        {
            var caller = fixture.Caller(role);
            var missing = await AskAsync(fixture.Missing);
            Compare($"{role}, {call}", await AskAsync(fixture.Others), missing);
            if (call.Tells && !told.Contains(call) && await AskAsync(fixture.Own) != missing) told.Add(call);

            async Task<string> AskAsync(TenantThings asked)
            {
                var answer = await call.SendAsync(caller, fixture.Own, asked);
                var text = $"{(int)answer.Status} {answer.ErrorType} {answer.Body}";
                if (call.Operation == "StartChangeSet" && answer.Status == HttpStatusCode.OK) text += (await caller.EndAsync(answer.Text("ChangeSetId"))).ToJsonString();
                return Plain(text, asked);
            }
        }

        _wrong.AddRange(TenancyCalls.All.Where(c => c.Tells && !told.Contains(c)).Select(c => $"Own things are answered as missing ones: {c}"));
    }

    private async Task PagesAsync()
    {
        var told = new HashSet<PageRoute>();
        foreach (var role in TenancyHall.Roles.Append(Manager))
        {
            var visitor = fixture.Visitor(role);
            var token = Browsing.TokenIn((await visitor.GetAsync("/account")).Html);
            foreach (var page in fixture.Hall.Host.Pages.Where(p => !Untold(p.Path) && (role != Manager || !told.Contains(p)))) await PageAsync(visitor, token, role, page);
        }

        _wrong.AddRange(fixture.Hall.Host.Pages.Where(p => !Untold(p.Path) && TenancyRoutes.NamesOne(p.Path) && !told.Contains(p) && !Questions.Contains($"{p.Method} {p.Path}")).Select(p => $"Own things are answered as missing ones: {p}"));

        async Task PageAsync(Browsing visitor, string token, string role, PageRoute page)
        {
            foreach (var form in page.Method == "GET" ? [[]] : TenancyRoutes.Forms(page.Path, fixture.Missing))
            {
                var words = string.Join(' ', form.Where(f => f.Item1 is "act" or "go"));
                var missing = await AskAsync(fixture.Missing, fixture.Missing, words);
                if (role != Manager) Compare($"{role}, {page} {words}", await AskAsync(fixture.Others, fixture.Others, words), missing);
                if (TenancyRoutes.NamesOne(page.Path) && !told.Contains(page) && await AskAsync(fixture.Own, fixture.Own, words) != missing) told.Add(page);
            }

            if (page.Method != "POST" || role == Manager || !TenancyRoutes.Inside.ContainsKey(page.Path)) return;
            foreach (var form in TenancyRoutes.Forms(page.Path, fixture.Missing, TenancyRoutes.Inside))
            {
                var words = string.Join(' ', form.Where(f => f.Item1 is "act" or "go"));
                Compare($"{role}, {page} of own, {words}", await AskAsync(fixture.Own, fixture.Others, words, TenancyRoutes.Inside), await AskAsync(fixture.Own, fixture.Missing, words, TenancyRoutes.Inside));
            }

            async Task<string> AskAsync(TenantThings at, TenantThings asked, string words, IReadOnlyDictionary<string, string[]>? acts = null)
            {
                var address = TenancyRoutes.Address(page.Path, at);
                // What the last act left to be told on the next page is no part of this answer.
                foreach (var cookie in visitor.Cookies.GetAllCookies().Where(c => c.Name == "guildhall-flash")) cookie.Expired = true;
                if (page.Method == "GET") return Plain(TextOf(await visitor.GetAsync(address + TenancyRoutes.Query(asked))), asked);
                var form = TenancyRoutes.Forms(page.Path, asked, acts).Single(f => string.Join(' ', f.Where(x => x.Item1 is "act" or "go")) == words);
                return Plain(TextOf(await visitor.SendAsync(address, [("form-token", token), ("form-key", Guid.NewGuid().ToString()), .. form])), asked);
            }
        }
    }

    private async Task OwnApiAsync()
    {
        var told = new HashSet<string>();
        // What removes own things comes last: the link itself after all others.
        var routes = fixture.Hall.Host.ApiRoutes.Where(r => TenancyRoutes.NamesOne(r.Path) || r.Method != "GET" || r.Path.EndsWith("/search", StringComparison.Ordinal)).OrderBy(r => r.Method == "DELETE").ToList();
        foreach (var (role, route) in from role in TenancyHall.Signers from route in routes select (role, route))
        {
            var (caller, name) = (fixture.Caller(role), $"{route.Method} {route.Path}");
            var missing = await AskAsync(fixture.Missing);
            Compare($"{role}, {name}", await AskAsync(fixture.Others), missing);
            if (TenancyRoutes.NamesOne(route.Path) && !told.Contains(name) && await AskAsync(fixture.Own) != missing) told.Add(name);

            async Task<string> AskAsync(TenantThings asked)
            {
                var body = TenancyRoutes.Body(route.Method, route.Path, fixture.Own, asked);
                var answer = await caller.SendAsync(new HttpMethod(route.Method), TenancyRoutes.Address(route.Path, asked) + (route.Path.EndsWith("/search", StringComparison.Ordinal) ? $"?seller={asked["sellers"]}" : ""), body?.ToJsonString() ?? "");
                return Plain($"{(int)answer.Status} {answer.ETag} {answer.Body}", asked);
            }
        }

        _wrong.AddRange(routes.Select(r => $"{r.Method} {r.Path}").Where(r => TenancyRoutes.NamesOne(r) && !told.Contains(r) && !Managers.Any(r.Contains)).Select(r => $"Own things are answered as missing ones: {r}"));
    }

    /// <summary>Pages that name nothing and are new each time: what ends the visitor's session, makes a key or a secret, tells what happened meanwhile, or shows samples.</summary>
    private static bool Untold(string path) =>
        path is "/sign-out" or "/account/password" or "/account/sessions/end-others" or "/account/keys" or "/notifications" or "/design" || path.StartsWith("/account/second-factor", StringComparison.Ordinal);

    private void Compare(string what, string others, string missing)
    {
        _compared++;
        if (others.StartsWith("500", StringComparison.Ordinal) || missing.StartsWith("500", StringComparison.Ordinal)) _wrong.Add($"{what}: {missing[..Math.Min(300, missing.Length)]}");
        if (others == missing) return;
        var at = others.Zip(missing).TakeWhile(p => p.First == p.Second).Count();
        _wrong.Add($"{what}:\n    others  {Near(others, at)}\n    missing {Near(missing, at)}");
    }

    private static string Near(string text, int at) => text[..Math.Min(4, text.Length)] + "…" + text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 160)].ReplaceLineEndings(" ");

    private static string TextOf((HttpResponseMessage Response, string Html) answer)
    {
        var headers = answer.Response.Headers.Concat(answer.Response.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.Response.StatusCode} {string.Join('\n', headers)}\n{answer.Html}";
    }

    /// <summary>An answer without the ids that were asked for, and without what each answer has of its own: its request id and time, form token and key, ids of what it made, and how many notices there are by now.</summary>
    private static string Plain(string text, TenantThings asked) => Each().Replace(asked.Hide(text), "EACH");

    [GeneratedRegex("""(?<=name="form-(token|key)" value=")[^"]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=(?i:request-?id)(</dt><dd>|: |":"))[A-Za-z0-9-]+|(?<="(ChangeSetId|ChangeSetArn|StartTime|EndTime|LastModifiedDate)":")[^"]+|(?<=@)\d+(?=")|<time [^>]*>[^<]*</time>|\b(ar|ch)-[a-z2-7]{13}\b|\b[a-z2-7]{32}\b|(?<=aria-label="Notifications)(, \d+ unread)?(?=")|(?<=</svg>)\s*(<span class="count"[^>]*>[^<]*</span>)?\s*(?=</a>)|(?<=<span class="count"[^>]*>)\d+""")]
    private static partial Regex Each();

    private async Task SettledAsync()
    {
        for (var last = await RowsAsync(); ;)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            var now = await RowsAsync();
            if (now.SequenceEqual(last)) return;
            last = now;
        }
    }

    private async Task<SortedDictionary<string, string>> RowsAsync()
    {
        await using var db = fixture.Hall.Guildhall.Database.Open();
        return await TenantRows.ReadAsync(db, fixture.Others, fixture.Own);
    }
}

public sealed class TenancyOnSqliteTests(SqliteTenancyHall hall) : TenancyTests(hall), IClassFixture<SqliteTenancyHall>;

[Trait("Ring", "Postgres")]
public sealed class TenancyOnPostgresTests(PostgresTenancyHall hall) : TenancyTests(hall), IClassFixture<PostgresTenancyHall>;
