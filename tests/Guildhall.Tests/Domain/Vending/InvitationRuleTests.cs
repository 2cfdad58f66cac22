using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Domain.Vending;

public sealed class InvitationRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly InvitationRule Rule = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2.9, 0)]
    [InlineData(3, 1)]
    [InlineData(10, 2)]
    [InlineData(14.5, 3)]
    public void The_owner_is_reminded_after_three_ten_and_fourteen_days(double days, int reminders) =>
        Assert.Equal(reminders, InvitationRule.Reminders(Now - TimeSpan.FromDays(days), Now));

    [Theory]
    [InlineData(0, 1, 300)]
    [InlineData(2, 1, 600)]
    [InlineData(14, 1, 900)]
    [InlineData(0, 75, 300)]
    [InlineData(0, 1_000, 4_000)]
    public void Looks_at_open_invitations_get_rarer_with_their_age_and_their_number(double days, int open, double seconds) =>
        Assert.Equal(seconds, Rule.Pause(TimeSpan.FromDays(days), open).TotalSeconds);

    [Fact]
    public void After_a_call_of_unknown_outcome_AWS_is_only_looked_at_until_it_is_certain()
    {
        var progress = new InvitationProgress { Ended = 1 }.Begun(3, Now);
        Assert.True(progress.EverUnknown);
        var looks = 0;
        for (var at = Now; Rule.BeforeCall(progress, at) is { Ticks: > 0 } pause; at += pause)
        {
            looks++;
            Assert.True(at - Now < Rule.Certainty);
        }

        Assert.InRange(looks, 5, 20);
        Assert.Equal(TimeSpan.Zero, Rule.BeforeCall(new InvitationProgress { Ended = 2 }.Begun(3, Now), Now));
    }

    [Theory]
    [InlineData("1234 5678 9012", "123456789012")]
    [InlineData("1234-5678-9012", "123456789012")]
    [InlineData(" owner@example.com ", "owner@example.com")]
    public void An_account_is_named_by_its_id_or_its_address(string typed, string target)
    {
        var account = InvitedAccount.Of(typed, " ", confirmed: true);
        Assert.Equal((target, null), (account.Target, account.Message));
        Assert.Empty(account.Faults());
    }

    [Theory]
    [InlineData("DuplicateHandshakeException", "An invitation to 123456789012 is already open.")]
    [InlineData("ALREADY_IN_AN_ORGANIZATION", "Account 123456789012 is in another organization; it must leave first.")]
    [InlineData("ACCOUNT_NUMBER_LIMIT_EXCEEDED", "Account quota of Acme reached (7 accounts, open invitations count too); ask AWS for more in the Service Quotas console. An organization that is younger than an hour is told the same: then wait an hour and retry.")]
    [InlineData("PAYMENT_INSTRUMENT_REQUIRED", "The account needs a payment method before it can join.")]
    [InlineData("ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD", "The account was opened with another AWS seller and can't join.")]
    [InlineData("INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES", "The organization is changing to all features; try later.")]
    [InlineData("MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED", "Verify the management account's e-mail in AWS first.")]
    [InlineData("FinalizingOrganizationException", "AWS is still preparing Acme after more than an hour. Ask AWS Support, then retry.")]
    [InlineData("UNUSED_PREPAYMENT_BALANCE", "The account has an unused prepaid balance and can't join.")]
    [InlineData("LEGACY_PERMISSIONS_STILL_IN_USE", "Acme must move to AWS's fine-grained billing actions before it can invite accounts.")]
    public void Each_reason_of_AWS_against_an_invitation_has_its_words(string reason, string words) =>
        Assert.Equal(words, InvitationFailures.Find(reason, "123456789012", "Acme", 7)?.ToManager);

    [Fact]
    public void AWSs_limits_on_invitations_pass_and_say_when_it_is_tried_again()
    {
        Assert.True(InvitationFailures.Passes("HANDSHAKE_RATE_LIMIT_EXCEEDED") && InvitationFailures.Passes("ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED"));
        Assert.Equal("AWS limits invitations; we try again at 2026-11-22 12:00 UTC.", InvitationFailures.Limited(Now));
    }
}
