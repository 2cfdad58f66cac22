using System.Net;
using System.Text.Json;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Moving, tagging, closing and letting go of member accounts against the simulated AWS. vendor-integration.md 14.</summary>
public abstract class AccountEndTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_tells_who_governs_before_and_after_and_is_seen_at_once()
    {
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "mover", "GuildhallAdministrator");
        await administrator.ExperienceAsync("Finance only", [hall.World.Finance], [HallWorld.A]);
        var account = hall.World.AtRoot;
        var told = await administrator.PostAsync($"/api/v1/accounts/{account}/move", new { ou = hall.World.Finance, dryRun = true });
        Assert.Equal((null, "Finance only"), ((string?)told.Json["experience"], (string?)told.Json["experienceAfter"]));
        Assert.Equal((0, 4), ((int)told.Json["gained"]!, (int)told.Json["lost"]!));
        Assert.Empty((await hall.RestAsync(account)).Steps);

        using var amara = await hall.Hall.SignedInAsync("mover@example.com", "Administrator", hall.World.Management);
        var page = $"/admin/accounts/{account}/move";
        Assert.Contains("Governed there by", (await amara.GetAsync($"{page}?parent={hall.World.Finance}")).Html, StringComparison.Ordinal);
        await amara.PostAsync(page, page, ("parent", hall.World.Finance));
        var moved = await hall.RestAsync(account);
        Assert.Equal((hall.World.Finance, "Finance only", EffectState.Done), (moved.Parent, moved.Experience, moved.Steps[0].State));
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"/api/v1/accounts/{account}/move", new { ou = hall.World.Finance })).Status);
        Assert.Equal("ou", (string?)(await administrator.PostAsync($"/api/v1/accounts/{account}/move", new { ou = "ou-none-12345678" })).Json["field"]);
        var terminal = hall.Hall.Terminal();
        Assert.Equal(JsonValueKind.Null, (await terminal.AnswerAsync("account", "move", account, "--ou", hall.World.RootId, "--dry-run")).GetProperty("experienceAfter").ValueKind);
        Assert.Equal(hall.World.RootId, (await terminal.AnswerAsync("account", "move", account, "--ou", hall.World.RootId)).GetProperty("parentId").GetString());
    }

    [Fact]
    public async Task F11_A_move_whose_answer_was_dropped_is_done_once()
    {
        await hall.FaultAsync("MoveAccount", "drop-answer");
        Assert.False((await hall.Hall.Guildhall.AccountMoves.MoveAsync(OrderHall.Operator, hall.World.Developer, hall.World.RootId, Cancellation)).Refused);
        var moved = await hall.RestAsync(hall.World.Developer);
        Assert.Equal((hall.World.RootId, EffectState.Done), (moved.Parent, moved.Steps[0].State));
    }

    [Fact]
    public async Task Tags_are_set_and_taken_away_and_Guildhalls_own_stay()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Tagged"))).Row.Id)).Row.AccountId!;
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "tagger", "GuildhallAdministrator");
        var address = $"/api/v1/accounts/{account}/tags";
        await administrator.PostAsync(address, new { set = new { team = "blue", stage = "test" } });
        await hall.RestAsync(account);
        using var amara = await hall.Hall.SignedInAsync("tagger@example.com", "Administrator", hall.World.Management);
        var page = $"/admin/accounts/{account}/tags";
        Assert.Contains("stage=test\nteam=blue", WebUtility.HtmlDecode((await amara.GetAsync(page)).Html), StringComparison.Ordinal);
        await amara.PostAsync(page, page, ("shown", "stage=test\nteam=blue"), ("Tags", "team=green"));
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);
        var tags = (await administrator.GetAsync(address)).Json["tags"]!;
        Assert.Equal(("green", null), ((string?)tags["team"], (string?)tags["stage"]));
        Assert.NotNull(tags["guildhall:order"]);
        Assert.Equal((HttpStatusCode.BadRequest, "remove"), await FieldAsync(new { remove = new[] { "guildhall:order" } }));
        Assert.Equal((HttpStatusCode.BadRequest, "remove"), await FieldAsync(new { remove = new string?[] { null } }));
        Assert.Equal((HttpStatusCode.BadRequest, "set"), await FieldAsync(new { set = new { team = (string?)null } }));
        Assert.Equal((HttpStatusCode.BadRequest, "set"), await FieldAsync(new { }));
        Assert.Contains("id=\"Tags-error\"", (await amara.PostAsync(page, page, ("Tags", "aws:team=red"))).Html, StringComparison.Ordinal);
        Assert.Equal("Done", (await hall.Hall.Terminal().AnswerAsync("account", "tag", account, "--set", "team=red")).GetProperty("steps")[0].GetProperty("state").GetString());
        Assert.Equal("red", (string?)(await administrator.GetAsync(address)).Json["tags"]!["team"]);

        async Task<(HttpStatusCode Status, string? Field)> FieldAsync(object change)
        {
            var refused = await administrator.PostAsync(address, change);
            return (refused.Status, (string?)refused.Json["field"]);
        }
    }

    [Fact]
    public async Task A_closing_is_told_in_numbers_first_and_then_seen_on_AWS()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Closed"))).Row.Id)).Row.AccountId!;
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "closer", "GuildhallAdministrator");
        var address = $"/api/v1/accounts/{account}/close";
        var plan = await administrator.PostAsync(address, new { dryRun = true });
        Assert.Equal((250, 5), ((int)plan.Json["quota"]!, (int)plan.Json["products"]!));
        Assert.Equal("confirm", (string?)(await administrator.PostAsync(address, new { reason = "Done with" })).Json["field"]);
        Assert.Equal("reason", (string?)(await administrator.PostAsync(address, new { confirm = account })).Json["field"]);
        using var amara = await hall.Hall.SignedInAsync("closer@example.com", "Administrator", hall.World.Management);
        var page = $"/admin/accounts/{account}/close";
        var (_, asked) = await amara.GetAsync(page);
        Assert.Contains("250 accounts of this organization", asked, StringComparison.Ordinal);
        Assert.Contains("<dd>in 90 days (<time datetime=", asked, StringComparison.Ordinal);

        await hall.FaultAsync("CloseAccount", "fail", "ConstraintViolationException/CLOSE_ACCOUNT_QUOTA_EXCEEDED");
        await amara.PostAsync(page, page, ("Reason", "Done with"), ("Confirm", $"{account[..4]}-{account[4..8]}-{account[8..]}"));
        var queued = await UntilAsync(account, step => step is { Kind: MemberSteps.Close, State: EffectState.Waiting, Problem: not null });
        Assert.Contains("in 30 days", queued.Problem, StringComparison.Ordinal);
        Assert.InRange(queued.Due - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Equal("Suspended", (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value.Standing);

        var (_, waits) = await amara.GetAsync($"/admin/accounts/{account}");
        Assert.Contains("hx-trigger=\"every 60s\"", waits, StringComparison.Ordinal);
        Assert.DoesNotContain($"{account}/move\"", waits, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"/api/v1/accounts/{account}/retry", new { })).Status);
        var closed = await hall.RestAsync(account);
        Assert.Equal((EffectState.Done, "Done with"), (closed.Steps[0].State, closed.Known!.Reason));
        Assert.Contains(closed.State.ToString(), new[] { "PendingClosure", "Closed" });
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync(address, new { confirm = account, reason = "Again" })).Status);
        var (_, after) = await amara.GetAsync($"/admin/accounts/{account}");
        Assert.Contains($"{account}/tags\"", after, StringComparison.Ordinal);
        Assert.DoesNotContain($"{account}/move\"", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F11_A_closing_whose_answer_was_dropped_is_asked_for_once()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Dropped end"))).Row.Id)).Row.AccountId!;
        await hall.FaultAsync("CloseAccount", "drop-answer");
        Assert.False((await hall.Hall.Guildhall.AccountClosures.CloseAsync(OrderHall.Operator, account, account, "Over", Cancellation)).Refused);
        await hall.EndPauseAsync(account);
        Assert.Equal(EffectState.Done, (await hall.RestAsync(account)).Steps[0].State);
    }

    [Fact]
    public async Task An_account_leaves_when_AWS_lets_it()
    {
        var account = (await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Leaver"))).Row.Id)).Row.AccountId!;
        var administrator = await hall.Hall.CallerAsync(hall.World.Management, "leaver", "GuildhallAdministrator");
        var address = $"/api/v1/accounts/{account}/leave";
        Assert.Equal("confirm", (string?)(await administrator.PostAsync(address, new { })).Json["field"]);
        var dry = await administrator.PostAsync(address, new { confirm = account, dryRun = true });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_field", "dryRun"), (dry.Status, (string?)dry.Json["code"], (string?)dry.Json["field"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync($"/api/v1/accounts/{account}/retry", new { confirm = account })).Status);
        Assert.Empty((await hall.RestAsync(account)).Steps);
        await administrator.PostAsync(address, new { confirm = account });
        Assert.Contains("only some days after it was made", (await hall.RestAsync(account)).Steps[0].Problem, StringComparison.Ordinal);
        foreach (var (reason, sentence) in new[] { ("MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", "no payment method"), ("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG", "delegated administrator") })
        {
            await hall.FaultAsync("RemoveAccountFromOrganization", "fail", "ConstraintViolationException/" + reason);
            await administrator.PostAsync($"/api/v1/accounts/{account}/retry", new { });
            Assert.Contains(sentence, (await hall.RestAsync(account)).Steps[0].Problem, StringComparison.Ordinal);
        }

        using var http = new HttpClient();
        using var advanced = await http.PostAsJsonAsync($"{hall.Hall.AwsUrl}/_simulation/clock", new { advance = "120h" }, Cancellation);
        advanced.EnsureSuccessStatusCode();
        await hall.FaultAsync("RemoveAccountFromOrganization", "drop-answer");
        using var amara = await hall.Hall.SignedInAsync("leaver@example.com", "Administrator", hall.World.Management);
        await amara.PostAsync($"/admin/accounts/{account}/leave", $"/admin/accounts/{account}/leave", ("Confirm", account));
        var left = await hall.RestAsync(account);
        Assert.Equal(("Left", true, "Leaver"), (left.Standing, left.Gone, left.Name));
        Assert.Contains("Left", (await amara.GetAsync("/admin/accounts?q=Leaver&state=left")).Html.Split("<tbody>")[1], StringComparison.Ordinal);
        Assert.Contains("Left", (await amara.GetAsync($"/admin/accounts/{account}")).Html, StringComparison.Ordinal);
        Assert.Empty(await hall.AccountsAsync("Leaver"));
    }

    private async Task<AccountStep> UntilAsync(string account, Func<AccountStep, bool> reached)
    {
        for (var tries = 0; ; tries++)
        {
            var steps = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value.Steps;
            if (steps.FirstOrDefault(reached) is { } step) return step;
            Assert.True(tries < 300, string.Join("; ", steps.Select(s => $"{s.Kind} {s.State} {s.AwsCode} {s.Problem}")));
            await Task.Delay(100, Cancellation);
        }
    }
}

public sealed class AccountEndOnSqliteTests(SqliteOrderHall hall) : AccountEndTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class AccountEndOnPostgresTests(PostgresOrderHall hall) : AccountEndTests(hall), IClassFixture<PostgresOrderHall>;
