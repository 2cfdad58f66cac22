using System.Net;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Orders of AWS accounts against the simulated AWS. vendor-integration.md 12, 13; security.md 6.3.</summary>
public abstract class OrderTests(OrderHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task M37_An_account_is_made_moved_tagged_and_governed_before_the_order_is_active()
    {
        var administrator = await hall.Hall.AdministratorAsync();
        await administrator.ExperienceAsync("Everybody", [hall.World.OrganizationId], []);
        var ordered = await hall.OrderAsync(OrderHall.Wish("Research", parent: hall.World.Engineering));
        Assert.Matches(@"\Aaws\+[a-z0-9]{8}-[a-z0-9]@acme\.example\z", ordered.Row.Email);

        var active = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, active.State);
        var account = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, active.Row.AccountId!, Cancellation)).Value;
        Assert.Equal(("Research", active.Row.Email, "Everybody", "Created"), (account.Name, account.Email, account.Experience, account.Known?.Source));
        Assert.Equal(["Engineering"], account.Path);
        var tags = JsonElement.Parse(await hall.Hall.SimulateAsync("ListTagsForResource", new { ResourceId = account.Id })).GetProperty("Tags");
        Assert.Contains(tags.EnumerateArray(), t => t.GetProperty("Key").GetString() == "guildhall:order" && t.GetProperty("Value").GetString() == ordered.Row.Id);
        Assert.Single(await hall.AccountsAsync("Research"));
    }

    [Fact]
    public async Task The_same_client_key_fifty_times_at_once_is_one_order()
    {
        var orders = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => hall.OrderAsync(OrderHall.Wish("Twice", key: "same")))));
        Assert.Single(orders.Select(o => o.Row.Id).Distinct());
        Assert.Equal(OrderState.Active, (await hall.EndAsync(orders[0].Row.Id)).State);
        Assert.Single(await hall.AccountsAsync("Twice"));
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Equal(1, await db.Orders.CountAsync(o => o.Name == "Twice", Cancellation));
    }

    [Fact]
    public async Task F11_An_answer_that_was_dropped_after_the_effect_makes_one_account()
    {
        await hall.FaultAsync("CreateAccount", "drop-answer");
        var order = await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Dropped"))).Row.Id);
        Assert.Equal(OrderState.Active, order.State);
        Assert.Equal(order.Row.AccountId, Assert.Single(await hall.AccountsAsync("Dropped")).GetProperty("Id").GetString());
    }

    [Fact]
    public async Task F12_A_call_that_AWS_gets_twice_makes_one_account()
    {
        await hall.FaultAsync("CreateAccount", "duplicate");
        var order = await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Doubled"))).Row.Id);
        Assert.Equal(OrderState.Active, order.State);
        Assert.Equal(order.Row.AccountId, Assert.Single(await hall.AccountsAsync("Doubled")).GetProperty("Id").GetString());
    }

    [Fact]
    public async Task F10_What_AWS_throttles_is_called_again()
    {
        await hall.FaultAsync("CreateAccount", "throttle", count: 2);
        await hall.FaultAsync("ListTagsForResource", "throttle");
        var order = await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Throttled"))).Row.Id);
        Assert.Equal(OrderState.Active, order.State);
        Assert.Single(await hall.AccountsAsync("Throttled"));
    }

    [Fact]
    public async Task A_strangers_address_is_replaced_and_both_stay_reserved()
    {
        await hall.FaultAsync("CreateAccount", "fail", "EMAIL_ALREADY_EXISTS");
        var ordered = await hall.OrderAsync(OrderHall.Wish("Replaced"));
        var order = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, order.State);
        Assert.NotEqual(ordered.Row.Email, order.Row.Email);
        await using var db = hall.Hall.Guildhall.Database.Open();
        Assert.Equal(2, await db.Addresses.CountAsync(a => a.OrderId == order.Row.Id, Cancellation));
    }

    [Fact]
    public async Task A_reason_against_an_account_is_told_to_buyer_and_manager_and_a_retry_goes_on()
    {
        await hall.FaultAsync("CreateAccount", "fail", "MISSING_PAYMENT_INSTRUMENT");
        var failed = await hall.EndAsync((await hall.OrderAsync(OrderHall.Wish("Refused"))).Row.Id);
        Assert.Equal(OrderState.Failed, failed.State);
        Assert.Equal("Ordering is paused.", failed.ProblemFor(manager: false));
        Assert.Equal($"Management account {hall.World.Management} needs a valid payment method.", failed.ProblemFor(manager: true));

        Assert.False((await hall.Orders.RetryAsync(OrderHall.Operator, failed.Row.Id, Cancellation)).Refused);
        var active = await hall.UntilAsync(failed.Row.Id, o => o.State == OrderState.Active);
        Assert.Equal((failed.Row.Email, null), (active.Row.Email, active.ProblemFor(manager: true)));
        Assert.Single(await hall.AccountsAsync("Refused"));
    }

    [Fact]
    public async Task A_step_that_fails_keeps_the_account_and_is_tried_again_by_hand()
    {
        await hall.FaultAsync("MoveAccount", "fail", "DestinationParentNotFoundException");
        var ordered = await hall.OrderAsync(OrderHall.Wish("Stuck", parent: hall.World.Finance));
        var stuck = await hall.UntilAsync(ordered.Row.Id, o => o.Steps.Any(s => s.State == EffectState.Failed));
        Assert.Equal(OrderState.Configuring, stuck.State);
        Assert.Contains("does not exist", stuck.ProblemFor(manager: true), StringComparison.Ordinal);
        await hall.Orders.RetryAsync(OrderHall.Operator, stuck.Row.Id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(stuck.Row.Id)).State);
    }

    [Fact]
    public async Task A_step_of_a_paused_link_says_what_it_waits_for_and_counts_no_attempt()
    {
        await hall.FaultAsync("MoveAccount", "fail", "DestinationParentNotFoundException");
        var ordered = await hall.OrderAsync(OrderHall.Wish("Paused", parent: hall.World.Finance));
        var stuck = await hall.UntilAsync(ordered.Row.Id, o => o.Steps.Any(s => s.State == EffectState.Failed));
        await hall.StateAsync("Paused");
        await hall.Orders.RetryAsync(OrderHall.Operator, stuck.Row.Id, Cancellation);
        var held = await hall.UntilAsync(stuck.Row.Id, o => o.Steps[1].Problem is not null);
        Assert.Equal("The organization is paused. It goes on when the organization is resumed.", held.ProblemFor(manager: true));
        Assert.Equal((EffectState.Waiting, stuck.Steps[1].Attempts), (held.Steps[1].State, held.Steps[1].Attempts));

        await hall.StateAsync("Active");
        await hall.Orders.RetryAsync(OrderHall.Operator, stuck.Row.Id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(stuck.Row.Id)).State);
    }

    [Fact]
    public async Task What_cannot_be_written_ends_in_review_instead_of_being_tried_for_ever()
    {
        await hall.FaultAsync("MoveAccount", "fail", "DestinationParentNotFoundException");
        var ordered = await hall.OrderAsync(OrderHall.Wish("Overflown", parent: hall.World.Finance));
        await hall.UntilAsync(ordered.Row.Id, o => o.Steps.Any(s => s.State == EffectState.Failed));
        await using (var db = hall.Hall.Guildhall.Database.Open())
            await db.Orders.Where(o => o.Id == ordered.Row.Id).ExecuteUpdateAsync(o => o.SetProperty(x => x.Form, $$"""{"name":"Overflown","parent":"{{hall.World.Finance}}","budget":1000000000}"""), Cancellation);
        await hall.Orders.RetryAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);

        var review = await hall.UntilAsync(ordered.Row.Id, o => o.Steps[^1].State == EffectState.NeedsReview);
        Assert.Equal((OrderState.Configuring, "SERVER_FAULT"), (review.State, review.Steps[^1].AwsCode));
        var wish = new OrderWish(new AccountOrder { Name = "Rich", Budget = 900_000_000.01m });
        Assert.Equal("Budget", (await hall.Orders.OrderAsync(OrderHall.Operator, wish, Cancellation)).Problems[0].Member);
    }

    [Fact]
    public async Task A_typed_address_of_an_account_that_is_there_is_refused_at_once_or_by_AWS()
    {
        var administrator = await hall.Hall.AdministratorAsync();
        var there = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, hall.World.Developer, Cancellation)).Value.Email!;
        var refused = await administrator.PostAsync("/api/v1/accounts", new { name = "Taken", email = there.ToUpperInvariant() });
        Assert.Equal((HttpStatusCode.BadRequest, "email", "That address already belongs to an AWS account."), (refused.Status, (string?)refused.Json["field"], (string?)refused.Json["message"]));

        await hall.Hall.SimulateAsync("CreateAccount", new { AccountName = "Unread", Email = "unread@acme.example" });
        while ((await hall.AccountsAsync("Unread")).Count == 0) await Task.Delay(100, Cancellation);
        var ordered = await administrator.PostAsync("/api/v1/accounts", new { name = "Taken too", email = "unread@acme.example" });
        var failed = await hall.EndAsync(ordered.Text("orderId"));
        Assert.Equal((OrderState.Failed, null, "That address already belongs to an AWS account."), (failed.State, failed.Row.AccountId, failed.ProblemFor(manager: false)));
    }

    [Fact]
    public async Task The_place_is_decided_with_the_order_and_an_account_that_was_moved_on_is_governed_where_it_stands()
    {
        // As often as it is asked for: the tags of the whole organization are read beside.
        await hall.FaultAsync("ListTagsForResource", "fail", "InvalidInputException", count: 1_000);
        await SettingsAsync(hall.World.Finance);
        var ordered = await hall.OrderAsync(OrderHall.Wish("Wanderer"));
        await SettingsAsync(hall.World.Platform);
        var tagging = await hall.UntilAsync(ordered.Row.Id, o => o.Steps.Any(s => s.State == EffectState.Failed));
        await hall.ClearAsync();
        var account = tagging.Row.AccountId!;
        Assert.Equal(hall.World.Finance, JsonElement.Parse(await hall.Hall.SimulateAsync("ListParents", new { ChildId = account })).GetProperty("Parents")[0].GetProperty("Id").GetString());

        await hall.Hall.SimulateAsync("MoveAccount", new { AccountId = account, SourceParentId = hall.World.Finance, DestinationParentId = hall.World.Engineering });
        await hall.FaultAsync("DescribeAccount", "fail", "AccountNotFoundException");
        await hall.Orders.RetryAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        var unread = await hall.UntilAsync(ordered.Row.Id, o => Governing(o).Problem is not null);
        Assert.Equal((EffectState.Waiting, "AccountNotFoundException"), (Governing(unread).State, Governing(unread).AwsCode));
        await hall.Orders.RetryAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);
        Assert.Equal(["Engineering"], (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, account, Cancellation)).Value.Path);
        await SettingsAsync(null);
    }

    [Fact]
    public async Task What_is_wrong_with_an_order_is_told_all_at_once_beside_its_fields()
    {
        var refused = await hall.Orders.OrderAsync(OrderHall.Operator, new OrderWish(new AccountOrder { Name = "ä", Alias = "-" }, ClientKey: "a b"), Cancellation);
        Assert.Equal(["Name", "Alias", "ClientKey"], refused.Problems.Select(p => p.Member));
        var unknown = await hall.Orders.OrderAsync(OrderHall.Operator, OrderHall.Wish("Any", parent: "ou-none-12345678"), Cancellation);
        Assert.Equal("Parent", unknown.Problems[0].Member);
        var account = await hall.Orders.OrderAsync(OrderHall.Operator, OrderHall.Wish("Any", parent: hall.World.Developer), Cancellation);
        Assert.Equal("Parent", account.Problems[0].Member);
        var both = OrderHall.Wish("ä", parent: "ou-none-12345678");
        Assert.Equal(["Name", "Parent"], (await hall.Orders.OrderAsync(OrderHall.Operator, both, Cancellation)).Problems.Select(p => p.Member));
        var first = await hall.OrderAsync(OrderHall.Wish("First"));
        var taken = OrderHall.Wish("Any", parent: "ou-none-12345678", email: first.Row.Email);
        var (reviewed, ordered) = (await hall.Orders.ReviewAsync(OrderHall.Operator, taken, Cancellation), await hall.Orders.OrderAsync(OrderHall.Operator, taken, Cancellation));
        Assert.Equal(["Parent", "Email"], reviewed.Problems.Select(p => p.Member));
        Assert.Equal(reviewed.Problems, ordered.Problems);
        await hall.EndAsync(first.Row.Id);
        var other = await hall.Orders.OrderAsync(OrderHall.Operator, OrderHall.Wish("Any") with { Organization = "nobody" }, Cancellation);
        Assert.Equal("Organization", other.Problems[0].Member);
    }

    [Fact]
    public async Task A_waiting_order_is_cancelled_and_one_that_AWS_works_at_is_not()
    {
        await hall.StateAsync("Paused");
        var paused = await hall.Orders.OrderAsync(OrderHall.Operator, OrderHall.Wish("Late"), Cancellation);
        Assert.Equal(LinkStates.PausedCode, paused.Problems[0].Code);
        await hall.StateAsync("Active");

        await hall.FaultAsync("CreateAccount", "delay", count: 3, delay: "2s");
        var busy = new List<string>();
        for (var n = 0; n < 4; n++) busy.Add((await hall.OrderAsync(OrderHall.Wish($"Queue {n}"))).Row.Id);
        await hall.UntilAsync(busy[0], o => o.State == OrderState.Creating);
        Assert.False((await hall.Orders.CancelAsync(OrderHall.Operator, busy[3], Cancellation)).Refused);
        Assert.Equal("not_cancellable", (await hall.Orders.CancelAsync(OrderHall.Operator, busy[0], Cancellation)).Problems[0].Code);
        foreach (var id in busy[..3]) Assert.Equal(OrderState.Active, (await hall.EndAsync(id)).State);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(busy[3])).State);
        Assert.Empty(await hall.AccountsAsync("Queue 3"));
    }

    private static OrderStep Governing(OrderView order) => order.Steps.Single(s => s.Kind == OrderSteps.Govern);

    private async Task SettingsAsync(string? parent)
    {
        var settings = StoredSettings.Write(new() { Parent = parent });
        await using var db = hall.Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == hall.World.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.Settings, settings), Cancellation);
    }
}

public sealed class OrderOnSqliteTests(SqliteOrderHall hall) : OrderTests(hall), IClassFixture<SqliteOrderHall>;

[Trait("Ring", "Postgres")]
public sealed class OrderOnPostgresTests(PostgresOrderHall hall) : OrderTests(hall), IClassFixture<PostgresOrderHall>;
