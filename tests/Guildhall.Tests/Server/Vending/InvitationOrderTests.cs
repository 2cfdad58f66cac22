using System.Text.Json;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Inviting accounts that exist: what the order becomes when AWS throttles, drops, doubles or refuses. vendor-integration.md 12.4, 13.3; security.md 6.3.</summary>
public abstract class InvitationOrderTests(InvitationHall hall)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vendor19_8_M37_An_accepted_invitation_is_moved_tagged_and_governed_before_the_order_is_active()
    {
        var owner = await hall.OwnerAsync("Accepts");
        await (await hall.Hall.AdministratorAsync()).ExperienceAsync("Everybody", [hall.World.OrganizationId], []);
        var ordered = await hall.OrderAsync(InvitationHall.Invite($"{owner.Account[..4]}-{owner.Account[4..8]}-{owner.Account[8..]}", parent: hall.World.Engineering, message: "Welcome"));
        Assert.Equal((OrderState.Inviting, owner.Account, $"Account {owner.Account}"), (ordered.State, ordered.Row.AccountId, ordered.Row.Name));
        var invited = await hall.InvitedAsync(ordered.Row.Id);
        var sent = JsonElement.Parse(await hall.Hall.SimulateAsync("DescribeHandshake", new { HandshakeId = invited.Row.HandshakeId }, owner.Key)).GetProperty("Handshake");
        Assert.Equal($"Welcome\n\nReference: {ordered.Row.Id}", sent.GetProperty("Resources")[2].GetProperty("Value").GetString());
        Assert.Equal((long)sent.GetProperty("ExpirationTimestamp").GetDouble(), invited.Row.ExpiresAt?.ToUnixTimeSeconds());

        await hall.AnswerAsync(owner, "AcceptHandshake", invited.Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        var active = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, active.State);
        var account = (await hall.Hall.Guildhall.Accounts.FindAsync(OrderHall.Operator, owner.Account, Cancellation)).Value;
        Assert.Equal(("Accepts", "Everybody", "Invited", active.Row.Id), (account.Name, account.Experience, account.Known?.Source, account.Known?.OrderId));
        Assert.Equal(["Engineering"], account.Path);
        var tags = JsonElement.Parse(await hall.Hall.SimulateAsync("ListTagsForResource", new { ResourceId = owner.Account })).GetProperty("Tags");
        Assert.Contains(tags.EnumerateArray(), t => t.GetProperty("Key").GetString() == "guildhall:order" && t.GetProperty("Value").GetString() == active.Row.Id);
        await using var db = hall.Hall.Guildhall.Database.Open();
        var events = await db.Events.AsNoTracking().Where(e => e.Body.Contains(active.Row.Id)).OrderBy(e => e.Time).Select(e => e.Body).ToListAsync(Cancellation);
        Assert.Equal(["Account Invited", "Invitation Accepted"], events.Select(e => JsonElement.Parse(e).GetProperty("detail-type").GetString()));
    }

    [Fact]
    public async Task An_account_that_comes_back_takes_its_costs_from_the_company_that_it_had()
    {
        var owner = await hall.OwnerAsync("Returns");
        await using var db = hall.Hall.Guildhall.Database.Open();
        var link = await db.Links.SingleAsync(l => l.AccountId == hall.World.Management, Cancellation);
        db.MemberAccounts.Add(new MemberAccountRow { AccountId = owner.Account, LinkId = link.Id, Source = "Invited", State = "Left", Company = "Before & Co" });
        foreach (var company in new[] { "Before & Co", "After & Co" })
        {
            var budget = new Budget { Name = company, Target = new PriceTarget(PriceTargetKind.Company, company), Amount = 100, Currency = "USD" };
            db.Budgets.Add(KeptBudgets.Row("budget-" + company.Split(' ')[0], link.TenantId!, budget, DateTimeOffset.UtcNow, "test"));
        }

        await db.SaveChangesAsync(Cancellation);
        var wish = InvitationHall.Invite(owner.Account);
        var ordered = await hall.OrderAsync(wish with { Form = wish.Form with { Company = "After & Co", Budget = 70 } });
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);

        // Both are looked at anew, and what was ordered is a budget like every other.
        Assert.Equal([("After & Co", 2), ("Before & Co", 2)], (await db.Budgets.AsNoTracking().Where(b => b.Id.StartsWith("budget-Before") || b.Id.StartsWith("budget-After")).Select(b => new { b.Name, b.Marks }).ToListAsync(Cancellation)).Select(b => (b.Name, (int)b.Marks)).Order());
        Assert.Equal(1, await db.Audit.CountAsync(r => r.EventName == "CreateBudget" && r.Record.Contains(owner.Account), Cancellation));
    }

    [Fact]
    public async Task Vendor19_8_An_invitation_by_address_finds_the_account_that_accepted()
    {
        var owner = await hall.OwnerAsync("Addressed");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Email.ToUpperInvariant(), name: "By address"));
        Assert.Null(ordered.Row.AccountId);
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        var active = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Active, owner.Account), (active.State, active.Row.AccountId));
    }

    [Fact]
    public async Task Vendor19_8_A_declined_invitation_cancels_the_order_which_can_invite_again()
    {
        var owner = await hall.OwnerAsync("Declines");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.AnswerAsync(owner, "DeclineHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        var declined = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Cancelled, $"The owner of {owner.Account} declined the invitation.", true), (declined.State, declined.ProblemFor(manager: false), declined.MayInviteAgain));

        Assert.Equal("nothing_to_retry", (await hall.Orders.RetryAsync(OrderHall.Operator, ordered.Row.Id, Cancellation)).Problems[0].Code);
        await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        var again = await hall.InvitedAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Inviting, null), (again.State, again.ProblemFor(manager: true)));
        Assert.NotEqual(declined.Row.HandshakeId, again.Row.HandshakeId);
        await hall.AnswerAsync(owner, "AcceptHandshake", again.Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);
        Assert.Equal(2, (await hall.ReceivedAsync(owner)).Count);
    }

    [Fact]
    public async Task Vendor19_8_Another_invitation_is_as_young_as_the_first_was_however_long_that_was_waited_for()
    {
        var owner = await hall.OwnerAsync("LongWaited");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.AnswerAsync(owner, "DeclineHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.LookAsync(ordered.Row.Id);
        await hall.EndAsync(ordered.Row.Id);
        await using (var db = hall.Hall.Guildhall.Database.Open())
            await db.Effects.Where(e => e.Subject == ordered.Row.Id && e.Kind == OrderSteps.Join).ExecuteUpdateAsync(e => e.SetProperty(x => x.Attempts, 500), Cancellation);

        await hall.FaultAsync("DescribeHandshake", "fail", "HandshakeNotFoundException");
        await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.UntilAsync(ordered.Row.Id, o => o.Steps.Single(s => s.Kind == OrderSteps.Join).Attempts > 500);
        await hall.LookAsync(ordered.Row.Id);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);
    }

    [Fact]
    public async Task Vendor19_8_An_expired_invitation_expires_the_order_which_is_sent_again_or_cancelled()
    {
        var owner = await hall.OwnerAsync("Sleeps");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.InvitedAsync(ordered.Row.Id);
        await hall.AdvanceAsync("15d");
        await hall.LookAsync(ordered.Row.Id);
        var expired = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Expired, $"The invitation to {owner.Account} expired without an answer.", true), (expired.State, expired.ProblemFor(manager: false), expired.MayInviteAgain));

        await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        await hall.InvitedAsync(ordered.Row.Id);
        await hall.AdvanceAsync("15d");
        await hall.LookAsync(ordered.Row.Id);
        await hall.EndAsync(ordered.Row.Id);
        var cancelled = (await hall.Orders.CancelAsync(OrderHall.Operator, ordered.Row.Id, Cancellation)).Value;
        Assert.Equal((OrderState.Cancelled, false), (cancelled.State, cancelled.MayInviteAgain));
        Assert.Equal("nothing_to_invite", (await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation)).Problems[0].Code);
        Assert.Equal(["EXPIRED", "EXPIRED"], await hall.ReceivedAsync(owner));
    }

    [Fact]
    public async Task An_expired_invitation_is_sent_again_only_while_its_company_may_have_another_account()
    {
        var (late, early) = (await hall.OwnerAsync("Late"), await hall.OwnerAsync("Early"));
        var ordered = await hall.OrderAsync(OfBirch(late.Account));
        await hall.InvitedAsync(ordered.Row.Id);
        await hall.AdvanceAsync("15d");
        await hall.LookAsync(ordered.Row.Id);
        await hall.EndAsync(ordered.Row.Id);
        await LimitAsync(1);
        await hall.OrderAsync(OfBirch(early.Account));

        var refused = await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        await LimitAsync(2);
        var sent = await hall.Orders.InviteAgainAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        await LimitAsync(null);

        Assert.Equal((ProductRules.LimitReached, "Birch has 1 of 1 accounts."), (refused.Problems[0].Code, refused.Problems[0].Message));
        Assert.Equal(OrderState.Inviting, sent.Value.State);

        static OrderWish OfBirch(string account) => InvitationHall.Invite(account) is var wish ? wish with { Form = wish.Form with { Company = "Birch" } } : wish;

        async Task LimitAsync(int? most) =>
            Assert.False((await hall.Hall.Guildhall.AccountProducts.ChangeAsync(OrderHall.Operator, now => now with { MostAccounts = most }, null, Cancellation)).Refused);
    }

    [Fact]
    public async Task Vendor19_8_A_cancelled_order_cancels_its_invitation_on_AWS()
    {
        var owner = await hall.OwnerAsync("Cancelled");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.InvitedAsync(ordered.Row.Id);
        await hall.FaultAsync("CancelHandshake", "drop-answer");
        Assert.False((await hall.Orders.CancelAsync(OrderHall.Operator, ordered.Row.Id, Cancellation)).Refused);
        var cancelled = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Cancelled, false), (cancelled.State, cancelled.MayInviteAgain));
        Assert.Equal(["CANCELED"], await hall.ReceivedAsync(owner));
        Assert.Equal("not_cancellable", (await hall.Orders.CancelAsync(OrderHall.Operator, ordered.Row.Id, Cancellation)).Problems[0].Code);

        var other = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.Hall.SimulateAsync("CancelHandshake", new { HandshakeId = (await hall.InvitedAsync(other.Row.Id)).Row.HandshakeId });
        await hall.LookAsync(other.Row.Id);
        var outside = await hall.EndAsync(other.Row.Id);
        Assert.Equal((OrderState.Cancelled, $"The invitation to {owner.Account} was cancelled on AWS.", true), (outside.State, outside.ProblemFor(manager: false), outside.MayInviteAgain));
    }

    [Fact]
    public async Task Vendor19_8_An_acceptance_that_was_quicker_than_the_cancellation_counts()
    {
        var owner = await hall.OwnerAsync("Quick");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(ordered.Row.Id)).Row.HandshakeId!);
        await hall.Orders.CancelAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        Assert.Equal(OrderState.Active, (await hall.EndAsync(ordered.Row.Id)).State);
    }

    [Theory]
    [InlineData("Dropped", "drop-answer")]
    [InlineData("Doubled", "duplicate")]
    [InlineData("Throttled", "throttle")]
    [InlineData("Unready", "fail", "FinalizingOrganizationException")]
    public async Task F11_F12_Whatever_happens_to_the_call_there_is_one_invitation(string name, string kind, string? code = null)
    {
        var owner = await hall.OwnerAsync(name);
        await hall.FaultAsync("InviteAccountToOrganization", kind, code);
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        await hall.InvitedAsync(ordered.Row.Id);
        Assert.Equal(["OPEN"], await hall.ReceivedAsync(owner));
        await hall.Orders.CancelAsync(OrderHall.Operator, ordered.Row.Id, Cancellation);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(ordered.Row.Id)).State);
    }

    [Fact]
    public async Task An_invitation_that_was_sent_by_somebody_else_is_told_and_left_alone()
    {
        var owner = await hall.OwnerAsync("Foreign");
        await hall.Hall.SimulateAsync("InviteAccountToOrganization", new { Target = new { Id = owner.Account, Type = "ACCOUNT" }, Notes = "By hand" });
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        var failed = await hall.EndAsync(ordered.Row.Id);
        Assert.Equal((OrderState.Failed, $"An invitation to {owner.Account} is already open."), (failed.State, failed.ProblemFor(manager: false)));
        Assert.Equal(["OPEN"], await hall.ReceivedAsync(owner));
    }

    [Theory]
    [InlineData("HandshakeConstraintViolationException/ALREADY_IN_AN_ORGANIZATION", "is in another organization; it must leave first.")]
    [InlineData("AccountOwnerNotVerifiedException", "Verify the management account's e-mail in AWS first.")]
    [InlineData("HandshakeConstraintViolationException/ACCOUNT_NUMBER_LIMIT_EXCEEDED", "open invitations count too")]
    public async Task A_reason_of_AWS_is_told_in_words_and_a_retry_goes_on(string code, string words)
    {
        var owner = await hall.OwnerAsync("Refused" + Guid.CreateVersion7().ToString("N")[..12]);
        await hall.FaultAsync("InviteAccountToOrganization", "fail", code);
        var failed = await hall.EndAsync((await hall.OrderAsync(InvitationHall.Invite(owner.Account))).Row.Id);
        Assert.Equal(OrderState.Failed, failed.State);
        Assert.Contains(words, failed.ProblemFor(manager: true), StringComparison.Ordinal);

        await hall.Orders.RetryAsync(OrderHall.Operator, failed.Row.Id, Cancellation);
        Assert.Equal(OrderState.Inviting, (await hall.InvitedAsync(failed.Row.Id)).State);
        await hall.Orders.CancelAsync(OrderHall.Operator, failed.Row.Id, Cancellation);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(failed.Row.Id)).State);
    }

    [Fact]
    public async Task AWSs_limit_on_invitations_is_waited_for_and_told()
    {
        var owner = await hall.OwnerAsync("Limited");
        await hall.FaultAsync("InviteAccountToOrganization", "fail", "HandshakeConstraintViolationException/HANDSHAKE_RATE_LIMIT_EXCEEDED");
        var ordered = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        var limited = await hall.UntilAsync(ordered.Row.Id, o => o.ProblemFor(manager: false) is not null);
        Assert.StartsWith("AWS limits invitations; we try again at ", limited.ProblemFor(manager: false), StringComparison.Ordinal);
        await hall.LookAsync(ordered.Row.Id);
        Assert.Null((await hall.InvitedAsync(ordered.Row.Id)).ProblemFor(manager: false));
    }

    [Fact]
    public async Task What_is_wrong_with_an_invitation_is_told_beside_its_fields_before_anything_is_sent()
    {
        var unread = await hall.Orders.OrderAsync(OrderHall.Operator, new OrderWish(new AccountOrder { Name = "", Existing = InvitedAccount.Of("12345", new string('m', 1025), confirmed: false) }), Cancellation);
        Assert.Equal(["Existing", "Message", "Confirmed"], unread.Problems.Select(p => p.Member));
        var member = await hall.Orders.OrderAsync(OrderHall.Operator, InvitationHall.Invite(hall.World.Developer), Cancellation);
        Assert.Equal($"Account {hall.World.Developer} is already in this organization.", member.Problems[0].Message);
        var linked = await hall.Orders.OrderAsync(OrderHall.Operator, InvitationHall.Invite(hall.World.Standalone) with { Organization = hall.World.Management }, Cancellation);
        Assert.Equal($"Account {hall.World.Standalone} is linked itself and cannot be invited.", linked.Problems[0].Message);

        var owner = await hall.OwnerAsync("Twice");
        var first = await hall.OrderAsync(InvitationHall.Invite(owner.Account));
        var second = await hall.Orders.OrderAsync(OrderHall.Operator, InvitationHall.Invite(owner.Account), Cancellation);
        Assert.Equal((AccountOrders.AlreadyInvited, "Existing"), (second.Problems[0].Code, second.Problems[0].Member));
        await hall.Orders.CancelAsync(OrderHall.Operator, first.Row.Id, Cancellation);
        Assert.Equal(OrderState.Cancelled, (await hall.EndAsync(first.Row.Id)).State);
    }

    [Fact]
    public async Task The_account_of_an_unanswered_invitation_is_not_its_buyers_to_see()
    {
        await using var db = hall.Hall.Guildhall.Database.Open();
        var buyer = await hall.Hall.CallerWithPolicyAsync(hall.World.Developer, "looks", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"guildhall:*","Resource":"*"}]}""");
        var owner = await hall.OwnerAsync("Later");
        var posted = await buyer.PostAsync("/api/v1/accounts", new { existing = new { account = owner.Account, confirmed = true } });
        var id = posted.Text("orderId");
        await hall.AnswerAsync(owner, "DeclineHandshake", (await hall.InvitedAsync(id)).Row.HandshakeId!);
        await hall.LookAsync(id);
        await hall.EndAsync(id);
        await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(o => o.SetProperty(x => x.AccountId, hall.World.Ledger), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await buyer.GetAsync($"/api/v1/accounts/{hall.World.Ledger}")).Status);
    }
}

public sealed class InvitationOrderOnSqliteTests(SqliteInvitationHall hall) : InvitationOrderTests(hall), IClassFixture<SqliteInvitationHall>;

[Trait("Ring", "Postgres")]
public sealed class InvitationOrderOnPostgresTests(PostgresInvitationHall hall) : InvitationOrderTests(hall), IClassFixture<PostgresInvitationHall>;
