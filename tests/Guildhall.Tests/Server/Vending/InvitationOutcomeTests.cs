using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Server.Vending;

/// <summary>
/// Every answer of AWS to an invitation, and every end of one, read as the right sentence by buyer and manager on page, API and command line.
/// vendor-integration.md 13.3, aws-operations.md A.6.
/// </summary>
public sealed class InvitationOutcomeTests(OutcomeHall hall) : IClassFixture<OutcomeHall>
{
    private const string Paused = "Ordering is paused.";
    private const string Wrong = "Something went wrong.";
    private const string Constraint = "HandshakeConstraintViolationException/";
    private const string Limited = "AWS limits invitations; we try again at ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What keeps an invitation back as long as AWS says so.</summary>
    private static Told[] Passing =>
    [
        new(Constraint + "HANDSHAKE_RATE_LIMIT_EXCEEDED", Limited, Limited),
        new(Constraint + "ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED", Limited, Limited),
        new("FinalizingOrganizationException", "AWS is still preparing the organization, which can take an hour; the invitation is sent after that.", "the invitation is sent after that."),
        new("TooManyRequestsException", null, "AWS is asked too often at the moment."),
        new("ConcurrentModificationException", null, "Another change to the organization is running."),
        new("AccessDeniedException", null, "The key may not do this."),
    ];

    [Fact]
    public async Task MustShow5_Every_reason_against_an_invitation_fails_the_order_in_the_words_of_both()
    {
        var owner = await hall.OwnerAsync("Invited");
        await hall.FailEachAsync("InviteAccountToOrganization", Reasons(owner.Account), Existing(owner));
        Assert.Empty(await hall.ReceivedAsync(owner));
    }

    [Fact]
    public async Task MustShow5_What_passes_by_itself_leaves_the_order_inviting_and_ends_in_one_invitation()
    {
        var owner = await hall.OwnerAsync("Waits");
        await hall.RefuseAsync("InviteAccountToOrganization", Passing[0].Code);
        var id = await hall.PlaceAsync(Existing(owner));
        foreach (var told in Passing)
        {
            await hall.RefuseAsync("InviteAccountToOrganization", told.Code);
            await hall.LookAsync(id);
            await hall.UntilAsync(id, o => o is { State: OrderState.Inviting } && o.Steps[0].AwsCode == told.Code.Split('/')[0] && o.Row.Problem is null == told.Buyer is null);
            await hall.ReadAsync(id, told);
            var shown = await hall.CommandAsync("order", "show", id);
            hall.Expect(shown.GetProperty("problem").GetString()!.Contains(told.Manager, StringComparison.Ordinal), $"{told.Code}: the command line tells {shown}");
        }

        Assert.Empty(hall.Otherwise);
        await hall.ClearAsync();
        await hall.LookAsync(id);
        await hall.InvitedAsync(id);
        Assert.Equal(["OPEN"], await hall.ReceivedAsync(owner));
    }

    [Fact]
    public async Task MustShow5_Every_end_of_an_invitation_is_told_to_both()
    {
        var owner = await hall.OwnerAsync("Ends");
        await EndsAsync(owner, OrderState.Cancelled, $"The owner of {owner.Account} declined the invitation.", handshake => hall.AnswerAsync(owner, "DeclineHandshake", handshake));
        await EndsAsync(owner, OrderState.Cancelled, $"The invitation to {owner.Account} was cancelled on AWS.", handshake => hall.Hall.SimulateAsync("CancelHandshake", new { HandshakeId = handshake }));
        await EndsAsync(owner, OrderState.Expired, $"The invitation to {owner.Account} expired without an answer.", _ => hall.AdvanceAsync("15d"));
        var member = await hall.PlaceAsync(Existing(owner));
        await hall.AnswerAsync(owner, "AcceptHandshake", (await hall.InvitedAsync(member)).Row.HandshakeId!);
        await hall.LookAsync(member);
        Assert.Equal((OrderState.Active, null), ((await hall.EndAsync(member)).State, (string?)(await hall.Buyer.GetAsync($"/api/v1/orders/{member}")).Json["problem"]));
        Assert.Empty(hall.Otherwise);
    }

    private static object Existing(InvitedOwner owner) => new { existing = new { account = owner.Account, confirmed = true } };

    private Told[] Reasons(string account) =>
    [
        Both(Constraint + "ALREADY_IN_AN_ORGANIZATION", $"Account {account} is in another organization; it must leave first."),
        new(Constraint + "ACCOUNT_NUMBER_LIMIT_EXCEEDED", "We can't take more accounts right now.", $"Account quota of aws-{hall.World.Management} reached ("),
        Both(Constraint + "PAYMENT_INSTRUMENT_REQUIRED", "The account needs a payment method before it can join."),
        Both(Constraint + "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD", "The account was opened with another AWS seller and can't join."),
        Both(Constraint + "INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES", "The organization is changing to all features; try later."),
        new(Constraint + "MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED", Paused, "Verify the management account's e-mail in AWS first."),
        new("AccountOwnerNotVerifiedException", Paused, "Verify the management account's e-mail in AWS first."),
        Both(Constraint + "UNUSED_PREPAYMENT_BALANCE", "The account has an unused prepaid balance and can't join."),
        new(Constraint + "LEGACY_PERMISSIONS_STILL_IN_USE", Paused, "must move to AWS's fine-grained billing actions before it can invite accounts."),
        new(Constraint + "WORD_OF_TOMORROW", Wrong, "(WORD_OF_TOMORROW)"),
        Both("InvalidInputException/TARGET_NOT_SUPPORTED", $"AWS knows no account {account} that can be invited."),
        new("InvalidInputException/INVALID_PATTERN", Wrong, "AWS does not take these values: \"The simulation was told to fail this call.\"."),
        new("ConstraintViolationException/TAG_POLICY_VIOLATION", Wrong, "A tag policy of the organization forbids these tags."),
        Both("DuplicateHandshakeException", $"An invitation to {account} is already open."),
    ];

    private static Told Both(string code, string words) => new(code, words, words);

    private async Task EndsAsync(InvitedOwner owner, OrderState state, string words, Func<string, Task> end)
    {
        var id = await hall.PlaceAsync(Existing(owner));
        await end((await hall.InvitedAsync(id)).Row.HandshakeId!);
        await hall.LookAsync(id);
        Assert.Equal(state, (await hall.EndAsync(id)).State);
        await hall.ReadAsync(id, Both(state.ToString(), words));
        var shown = await hall.CommandAsync("order", "show", id);
        hall.Expect(shown.GetProperty("problem").GetString() == words, $"{state}: the command line tells {shown}");
        await hall.Orders.CancelAsync(OrderHall.Operator, id, Cancellation);
    }
}
