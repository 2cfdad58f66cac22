using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Changes;

/// <summary>Bulk orders outlive the process that took them, can be stopped, and belong to one private marketplace. M-09, security.md 6.2.</summary>
public abstract partial class BulkOrderTests(BulkHall fixture)
{
    private RunningHall Hall => fixture.Hall;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task M09_F05_An_order_that_a_stop_or_a_kill_cuts_off_is_taken_up_and_every_line_is_done_exactly_once(bool killed)
    {
        string[] experiences = [await fixture.NewExperienceAsync($"Cut off {killed} 1"), await fixture.NewExperienceAsync($"Cut off {killed} 2")];
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        var other = await fixture.OpenAnotherAsync();
        var order = await fixture.OrderAsync(other, BulkHall.Amara, experiences);

        // A process that was killed lets nothing go: only the end of its lease does.
        if (killed) await EndLeaseAsync(order);
        else await other.DisposeAsync();
        Hall.Guildhall.BulkWorker.TakeLeftBehind(everything: false);
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(amara, order);
        if (killed) await other.DisposeAsync();

        Assert.Contains("120 of 120 lines done.", html, StringComparison.Ordinal);
        Assert.All(experiences, id => Assert.Equal(60, fixture.ExperienceOf(id).Policy!.Allowed.Length));
        Assert.Equal((2, 2), (await fixture.SetsAsync(experiences[0]), await fixture.SetsAsync(experiences[1])));
    }

    [Fact]
    public async Task M09_The_only_process_takes_up_at_its_start_what_the_one_before_it_left_whatever_its_lease_says()
    {
        var experience = await fixture.NewExperienceAsync("Left at the start");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        await using var other = await fixture.OpenAnotherAsync();
        var order = await fixture.OrderAsync(other, BulkHall.Amara, experience);

        var alive = Hall.Guildhall.BulkWorker.TakeLeftBehind(everything: false);
        var left = Hall.Guildhall.BulkWorker.TakeLeftBehind(everything: true);
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(amara, order);

        Assert.Equal((0, 1), (alive, left));
        Assert.Contains("60 of 60 lines done.", html, StringComparison.Ordinal);
        Assert.Equal(2, await fixture.SetsAsync(experience));
    }

    [Fact]
    public async Task M09_When_the_set_that_was_to_make_the_policy_is_cancelled_the_next_one_makes_it()
    {
        var experience = await fixture.NewExperienceAsync("Cancelled first");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        await using var other = await fixture.OpenAnotherAsync();
        var order = await fixture.OrderAsync(other, BulkHall.Amara, experience);
        await using var db = Hall.Guildhall.Database.Open();
        var first = await db.BulkSets.AsNoTracking().SingleAsync(s => s.OrderId == order && s.Position == 0, Cancellation);

        Assert.False((await other.ChangeSets.CancelAsync(await fixture.CallerAsync(BulkHall.Amara), first.ChangeSetId!, Cancellation)).Refused);
        while (!await db.BulkSets.AnyAsync(s => s.OrderId == order && s.Position == 1 && s.State == BulkSetState.Sent, Cancellation)) await Task.Delay(20, Cancellation);
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(amara, order);

        Assert.Contains("10 of 60 lines done.", html, StringComparison.Ordinal);
        Assert.Equal(10, fixture.ExperienceOf(experience).Policy!.Allowed.Length);
    }

    [Fact]
    public async Task M09_A_set_that_finds_its_experience_in_use_waits_for_its_turn()
    {
        var experience = await fixture.NewExperienceAsync("In use");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        await using var other = await fixture.OpenAnotherAsync();
        var draft = new ChangeSetDraft([new ChangeDraft("UpdateExperience", "Experience@1.0") { Identifier = experience, DetailsDocument = JsonSerializer.SerializeToElement(new { Description = "Meanwhile" }) }]);
        Assert.False((await other.ChangeSets.StartAsync(await fixture.CallerAsync(BulkHall.Amara), draft, "other", Cancellation)).Refused);

        var placed = await other.BulkOrders.PlaceAsync(new BulkSending(await fixture.CallerAsync(BulkHall.Amara), "request"), new BulkWish(ProductAct.Add, [experience], BulkHall.Products[..3]), Cancellation);
        await Task.Delay(300, Cancellation);
        var (_, waiting) = await amara.GetAsync("/console/bulk/results/" + placed.Value);
        await fixture.ApplyWaitingAsync();
        await other.CatchUpAsync(Cancellation);
        await using var db = Hall.Guildhall.Database.Open();
        while (!await db.BulkSets.AnyAsync(s => s.OrderId == placed.Value && s.State == BulkSetState.Sent, Cancellation)) await Task.Delay(20, Cancellation);
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(amara, placed.Value);

        Assert.Contains("Waiting", waiting, StringComparison.Ordinal);
        Assert.Contains("3 of 3 lines done.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M09_Lines_that_would_be_refused_are_left_out_however_many_sets_they_are_in()
    {
        var experience = await fixture.NewExperienceAsync("Obstacles");
        var lines = Enumerable.Range(0, 8).SelectMany(n => BulkHall.Products.Take(50).Select(p => $"{p}-{n}").Append($"no id {n}")).Concat(BulkHall.Products).ToArray();

        var shares = Hall.Guildhall.BulkOrders.Plan(await fixture.CallerAsync(BulkHall.Amara), new BulkWish(ProductAct.Add, [experience], lines));

        var share = Assert.Single(shares.Value);
        Assert.Equal(BulkHall.Products, share.Sent);
        Assert.NotNull(share.Effect);
        Assert.Equal(8, share.Lines.Count(l => l.Obstacle == "Not the id of a product"));
    }

    [Fact]
    public async Task M09_A_form_that_is_sent_twice_at_once_gives_one_order()
    {
        var experience = await fixture.NewExperienceAsync("Twice");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        var key = Guid.NewGuid().ToString();
        (string, string)[] fields = [("form-token", Browsing.TokenIn((await amara.GetAsync("/console/bulk")).Html)), ("form-key", key), ("act", "add"), ("experience", experience), ("ids", HallWorld.A)];

        var answers = await Task.WhenAll(amara.SendAsync("/console/bulk/run", fields), amara.SendAsync("/console/bulk/run", fields));
        var addresses = answers.Select(a => a.Response.RequestMessage!.RequestUri!.AbsolutePath).Distinct().ToList();
        var html = await BulkHall.EndAsync(amara, Assert.Single(addresses).Split('/')[^1]);

        await using var db = Hall.Guildhall.Database.Open();
        Assert.Equal(1, await db.BulkOrders.CountAsync(o => o.ClientKey == key, Cancellation));
        Assert.Contains("1 of 1 lines done.", html, StringComparison.Ordinal);
        Assert.Equal(1, await fixture.SetsAsync(experience));
    }

    [Fact]
    public async Task M09_Another_administrator_stops_what_has_not_been_sent_and_those_lines_say_so()
    {
        var experience = await fixture.NewExperienceAsync("Stopped");
        var colleague = await Hall.SignedInAsync(BulkHall.Delegate);
        await using var other = await fixture.OpenAnotherAsync();
        var order = await fixture.OrderAsync(other, BulkHall.Amara, experience);
        var address = $"/console/bulk/results/{order}";

        var (_, running) = await colleague.GetAsync(address);
        var (_, asked) = await colleague.GetAsync(address + "/stop");
        var (_, stopped) = await colleague.PostAsync(address + "/stop", address + "/stop");
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(colleague, order);
        var (_, late) = await colleague.PostAsync("/console/bulk", address + "/stop");

        Assert.Contains($"href=\"{address}/stop\"", running, StringComparison.Ordinal);
        Assert.Contains("10 of 60 lines have not been sent yet.", asked, StringComparison.Ordinal);
        Assert.Contains("Stopped. What had not been sent is not done.", stopped, StringComparison.Ordinal);
        Assert.Contains("50 of 60 lines done.", html, StringComparison.Ordinal);
        Assert.Equal(10, html.Split($"Not done: {BulkHall.Delegate} stopped the order before").Length - 1);
        Assert.Equal(50, fixture.ExperienceOf(experience).Policy!.Allowed.Length);
        Assert.Contains("The order had ended before it could be stopped.", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M09_S22_Who_loses_the_role_in_the_middle_has_the_rest_refused_with_the_reason()
    {
        var experience = await fixture.NewExperienceAsync("Withdrawn");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        var other = await fixture.OpenAnotherAsync();
        var order = await fixture.OrderAsync(other, BulkHall.Rita, experience);

        var given = new GivenRole("Administrator", new AccountId(Hall.World.Management));
        Assert.False((await Hall.Guildhall.PersonChanges.RemoveRoleAsync(PeopleReach.Operator, BulkHall.Rita, given, ActOrigin.Operator("r"), Cancellation)).Refused);
        await other.DisposeAsync();
        Hall.Guildhall.BulkWorker.TakeLeftBehind(everything: false);
        await fixture.ApplyWaitingAsync();
        var html = await BulkHall.EndAsync(amara, order);

        Assert.Contains("0 of 60 lines done.", html, StringComparison.Ordinal);
        Assert.Equal(10, html.Split($"Not done: {BulkHall.Rita}, who ordered it, may no longer act for account").Length - 1);
        Assert.Equal(1, await fixture.SetsAsync(experience));
        Assert.Empty(fixture.ExperienceOf(experience).Policy?.Allowed ?? []);
    }

    [Fact]
    public async Task M09_S24_All_administrators_of_a_private_marketplace_see_its_orders_and_those_of_another_do_not()
    {
        var experience = await fixture.NewExperienceAsync("Ours");
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        var (sent, _) = await amara.PostAsync("/console/bulk", "/console/bulk/run", ("act", "add"), ("experience", experience), ("ids", HallWorld.A));
        var address = sent.RequestMessage!.RequestUri!.AbsolutePath;
        await BulkHall.EndAsync(amara, address.Split('/')[^1]);
        var (colleague, birk) = (await Hall.SignedInAsync(BulkHall.Delegate), await Hall.SignedInAsync(BulkHall.Birk));

        var (_, list) = await colleague.GetAsync("/console/bulk");
        var (_, empty) = await birk.GetAsync("/console/bulk");
        var hidden = new[] { await birk.GetAsync(address), await birk.GetAsync(address + "/lines.csv"), await birk.GetAsync(address + "/stop"), await birk.PostAsync("/console/bulk", address + "/stop") };

        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync(address)).Response.StatusCode);
        Assert.Matches($"""href="{address}">Add to Private Marketplace</a>[\s\S]*?1 of 1</td>\s*<td data-label="Ordered by">{BulkHall.Amara}""", list);
        Assert.DoesNotContain("/console/bulk/results/", empty, StringComparison.Ordinal);
        Assert.All(hidden, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Response.StatusCode));
    }

    [Fact]
    public async Task M09_Orders_are_listed_newest_first_and_on_further_pages_and_forgotten_after_the_retention()
    {
        var amara = await Hall.SignedInAsync(BulkHall.Amara);
        var now = TimeProvider.System.GetUtcNow();
        await using var db = Hall.Guildhall.Database.Open();
        // The last five have ended too long ago.
        db.AddRange(Enumerable.Range(0, 70).Select(age => RowOf($"bulk-0listed{69 - age:d2}", now - TimeSpan.FromDays(age < 65 ? 89 : 91))));
        await db.SaveChangesAsync(Cancellation);
        await new Housekeeping(Hall.Guildhall.Database, Hall.Guildhall.RequestExpiry, Hall.Guildhall.ClosingLapses, TimeSpan.FromDays(Hall.Guildhall.Options.RetentionDays), TimeProvider.System, NullLogger<Housekeeping>.Instance).RunOnceAsync(Cancellation);

        var listed = new List<string>();
        for (var page = "/console/bulk"; page.Length > 0;)
        {
            var (_, html) = await amara.GetAsync(page);
            listed.AddRange(Listed().Matches(html).Select(m => m.Groups[1].Value));
            page = WebUtility.HtmlDecode(Next().Match(html).Groups[1].Value);
        }

        Assert.Equal(Enumerable.Range(5, 65).Reverse().Select(n => $"bulk-0listed{n:d2}"), listed.Where(id => id.StartsWith("bulk-0listed", StringComparison.Ordinal)));
        Assert.Equal(listed.OrderDescending(StringComparer.Ordinal), listed);

        var (_, oldest) = await amara.GetAsync("/console/bulk?q=0listed1&state=ended&sort=ordered");
        var (_, last) = await amara.GetAsync("/console/bulk?q=0LISTED&skip=5000");
        var (_, running) = await amara.GetAsync("/console/bulk?q=0listed&state=running");
        var (_, file) = await amara.GetAsync("/console/bulk/orders.csv?q=0listed&sort=ordered&order=down");
        Assert.Equal(Enumerable.Range(10, 10).Select(n => $"bulk-0listed{n:d2}"), Listed().Matches(oldest).Select(m => m.Groups[1].Value));
        Assert.Equal(15, Listed().Count(last));
        Assert.Contains("51 to 65 of 65", last, StringComparison.Ordinal);
        Assert.Contains("name=\"table\" value=\"bulk-orders\"", last, StringComparison.Ordinal);
        Assert.Contains("No order is like that", running, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(5, 65).Reverse().Select(n => $"bulk-0listed{n:d2}"), file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[^1]));
        await db.BulkOrders.Where(o => o.Id.StartsWith("bulk-0listed")).ExecuteDeleteAsync(Cancellation);
    }

    private BulkOrderRow RowOf(string id, DateTimeOffset ended) => new()
    {
        Id = id,
        TenantId = Hall.World.OrganizationId,
        Account = Hall.World.Management,
        Credential = "person:nobody",
        Arn = "arn:aws:iam::111122223333:user/nobody",
        Act = "add",
        RequestId = id,
        CreatedAt = ended,
        EndedAt = ended,
        LeaseUntil = ended,
    };

    private async Task EndLeaseAsync(string order)
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.BulkOrders.Where(o => o.Id == order).ExecuteUpdateAsync(o => o.SetProperty(x => x.LeaseUntil, x => x.CreatedAt), Cancellation);
    }

    [GeneratedRegex("href=\"/console/bulk/results/(bulk-[0-9a-z]+)\"")]
    private static partial Regex Listed();

    [GeneratedRegex("href=\"(/console/bulk\\?[^\"]*skip=[^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();
}

public sealed class BulkOrderOnSqliteTests(SqliteBulkHall hall) : BulkOrderTests(hall), IClassFixture<SqliteBulkHall>;

[Trait("Ring", "Postgres")]
public sealed class BulkOrderOnPostgresTests(PostgresBulkHall hall) : BulkOrderTests(hall), IClassFixture<PostgresBulkHall>;
