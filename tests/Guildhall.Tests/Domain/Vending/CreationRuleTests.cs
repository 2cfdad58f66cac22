using Guildhall.Domain.Vending;

namespace Guildhall.Tests.Domain.Vending;

/// <summary>What an order does next, given what AWS shows. security.md 6.3, vendor-integration.md 13.2.</summary>
public sealed class CreationRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly CreationRule Rule = new(CreationRule.LeastCertainty, Typed: false);
    private static readonly CreationProgress Turned = new() { MayCall = true, CalledAt = Now };
    private static readonly CreationProgress Lost = Turned with { UnknownAt = Now, EverUnknown = true };

    [Fact]
    public void An_order_waits_for_its_turn_then_calls_then_asks_for_the_status_and_looks_when_nobody_knows()
    {
        Assert.Equal(CreationQuestion.Turn, CreationRule.Next(new CreationProgress()));
        Assert.Equal(CreationQuestion.Call, CreationRule.Next(Turned));
        Assert.Equal(CreationQuestion.Status, CreationRule.Next(Turned with { RequestId = "car-1" }));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(Lost));
    }

    [Fact]
    public void F04_An_attempt_that_was_cut_off_where_it_might_have_called_leaves_an_unknown_outcome()
    {
        var turned = new CreationProgress { MayCall = true, Ended = 3 };
        Assert.Equal(turned, turned.Begun(4, Now));
        Assert.Equal((Now, true), (turned.Begun(5, Now).UnknownAt, turned.Begun(5, Now).EverUnknown));
        Assert.Null(new CreationProgress { Ended = 3 }.Begun(9, Now).UnknownAt);
        Assert.Null((turned with { RequestId = "car-1" }).Begun(9, Now).UnknownAt);
    }

    [Fact]
    public void A_status_in_progress_is_asked_for_again_after_growing_pauses()
    {
        var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, Told(CreationState.InProgress), Now));
        Assert.Equal(("car-1", TimeSpan.FromSeconds(5)), (waits.Progress.RequestId, waits.Pause));
        Assert.Equal(TimeSpan.FromMinutes(1), Rule.StatusPause(TimeSpan.FromMinutes(10)));
        Assert.Equal(TimeSpan.FromMinutes(15), Rule.StatusPause(TimeSpan.FromHours(24)));
        Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, Told(null), Now));
    }

    [Fact]
    public void A_creation_that_succeeded_is_the_account() =>
        Assert.Equal(new CreationVerdict.Made("111122223333"), Rule.Decide(Turned, Told(CreationState.Succeeded, account: "111122223333"), Now));

    [Theory]
    [InlineData("ACCOUNT_LIMIT_EXCEEDED")]
    [InlineData("INVALID_EMAIL")]
    [InlineData("INVALID_ADDRESS")]
    [InlineData("PENDING_BUSINESS_VALIDATION")]
    [InlineData("A_WORD_OF_TOMORROW")]
    public void A_reason_that_needs_a_person_fails_the_order(string reason) =>
        Assert.Equal(reason, Assert.IsType<CreationVerdict.Failed>(Rule.Decide(Turned, Told(CreationState.Failed, reason), Now)).Reason);

    [Fact]
    public void A_failure_of_AWS_itself_is_tried_three_times_within_the_hour_with_the_same_address()
    {
        var progress = Turned;
        var waited = TimeSpan.Zero;
        for (var tries = 0; tries < 3; tries++)
        {
            var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(progress, Told(CreationState.Failed, "INTERNAL_FAILURE"), Now));
            Assert.True(waits.Progress is { EverUnknown: true, MayCall: false, RequestId: null });
            (progress, waited) = (waits.Progress with { MayCall = true }, waited + waits.Pause!.Value);
        }

        Assert.Equal(TimeSpan.FromHours(1), waited);
        Assert.IsType<CreationVerdict.Failed>(Rule.Decide(progress, Told(CreationState.Failed, "INTERNAL_FAILURE"), Now));
    }

    [Fact]
    public void An_address_in_use_is_looked_for_first_and_adopted_when_it_is_in_the_organization()
    {
        var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, Told(CreationState.Failed, "EMAIL_ALREADY_EXISTS"), Now));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(waits.Progress));
        Assert.Equal(new CreationVerdict.Made("111122223333"), Rule.Decide(waits.Progress, new CreationSight.Looked("111122223333", false), Now));
    }

    [Fact]
    public void A_typed_address_of_an_account_that_was_there_before_is_refused_and_that_of_a_doubled_or_lost_call_adopted()
    {
        var typed = Rule with { Typed = true };
        var taken = Turned with { UnknownAt = Now, AddressTaken = true };
        var found = new CreationSight.Looked("111122223333", false);
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(Assert.IsType<CreationVerdict.Wait>(typed.Decide(taken, found, Now)).Progress));
        Assert.Equal("EMAIL_ALREADY_EXISTS", Assert.IsType<CreationVerdict.Failed>(typed.Decide(taken, found, Now + CreationRule.LeastCertainty)).Reason);
        Assert.IsType<CreationVerdict.Made>(typed.Decide(taken, found with { Tagged = true }, Now));
        Assert.IsType<CreationVerdict.Made>(typed.Decide(taken with { EverUnknown = true }, found, Now));
        Assert.IsType<CreationVerdict.Made>(Rule.Decide(taken, found, Now));
    }

    [Fact]
    public void A_strangers_address_is_replaced_once_and_a_typed_one_never()
    {
        var taken = Turned with { UnknownAt = Now, AddressTaken = true };
        var late = Now + CreationRule.LeastCertainty;
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(Assert.IsType<CreationVerdict.Wait>(Rule.Decide(taken, new CreationSight.Looked(null, false), Now)).Progress));
        var drawn = Assert.IsType<CreationVerdict.NewAddress>(Rule.Decide(taken, new CreationSight.Looked(null, false), late));
        Assert.Equal(CreationQuestion.Call, CreationRule.Next(drawn.Progress));
        var again = drawn.Progress with { UnknownAt = Now, AddressTaken = true };
        Assert.Equal("EMAIL_ALREADY_EXISTS", Assert.IsType<CreationVerdict.Failed>(Rule.Decide(again, new CreationSight.Looked(null, false), late)).Reason);
        Assert.IsType<CreationVerdict.Failed>((Rule with { Typed = true }).Decide(taken, new CreationSight.Looked(null, false), late));
    }

    [Theory]
    [InlineData("EMAIL_ALREADY_EXISTS")]
    [InlineData("CONCURRENT_ACCOUNT_MODIFICATION")]
    public void A_refused_address_after_an_unknown_outcome_is_looked_for_until_a_person_has_to(string reason)
    {
        var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned with { EverUnknown = true }, Told(CreationState.Failed, reason), Now));
        var looked = Rule.Decide(waits.Progress, new CreationSight.Looked(null, false), Now + TimeSpan.FromMinutes(4));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(Assert.IsType<CreationVerdict.Wait>(looked).Progress));
        Assert.IsType<CreationVerdict.Review>(Rule.Decide(waits.Progress, new CreationSight.Looked(null, false), Now + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void F11_After_no_answer_AWS_is_only_looked_at_for_five_minutes_then_called_with_the_same_address()
    {
        var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, new CreationSight.NoAnswer(), Now));
        Assert.Equal((CreationQuestion.Look, Now), (CreationRule.Next(waits.Progress), waits.Progress.UnknownAt));
        var early = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(waits.Progress, new CreationSight.Looked(null, false), Now + TimeSpan.FromSeconds(299)));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(early.Progress));
        var pending = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(waits.Progress, new CreationSight.Looked(null, true), Now + TimeSpan.FromHours(1)));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(pending.Progress));
        var late = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(waits.Progress, new CreationSight.Looked(null, false), Now + TimeSpan.FromMinutes(5)));
        Assert.Equal((CreationQuestion.Call, true), (CreationRule.Next(late.Progress), late.Progress.EverUnknown));
    }

    [Fact]
    public void What_AWS_puts_off_is_called_again_by_backoff_and_its_own_error_pins_the_address()
    {
        var off = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, new CreationSight.PutOff(), Now));
        Assert.Equal((CreationQuestion.Call, null, 1, false), (CreationRule.Next(off.Progress), off.Pause, off.Progress.PutOff, off.Progress.EverUnknown));
        var stumbled = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, new CreationSight.Stumbled(), Now));
        Assert.Equal((CreationQuestion.Call, true), (CreationRule.Next(stumbled.Progress), stumbled.Progress.EverUnknown));
        var gone = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned with { RequestId = "car-1" }, new CreationSight.StatusGone(), Now));
        Assert.Equal(CreationQuestion.Look, CreationRule.Next(gone.Progress));
    }

    [Fact]
    public void F01_An_organization_that_is_not_ready_is_called_again_for_75_minutes_then_a_person_has_to_ask()
    {
        var waits = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(Turned, new CreationSight.Unready(), Now));
        Assert.Equal((CreationQuestion.Call, null, Now, 1), (CreationRule.Next(waits.Progress), waits.Pause, waits.Progress.UnreadySince, waits.Progress.PutOff));
        Assert.StartsWith("AWS is still preparing the organization", CreationFailures.Waiting(waits.Progress)!.ToBuyer, StringComparison.Ordinal);
        var late = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(waits.Progress, new CreationSight.Unready(), Now + TimeSpan.FromMinutes(74)));
        Assert.Equal(Now, late.Progress.UnreadySince);
        Assert.Equal("FinalizingOrganizationException", Assert.IsType<CreationVerdict.Failed>(Rule.Decide(late.Progress, new CreationSight.Unready(), Now + TimeSpan.FromMinutes(75))).Reason);
        Assert.Null(Assert.IsType<CreationVerdict.Wait>(Rule.Decide(late.Progress, Told(CreationState.InProgress), Now)).Progress.UnreadySince);
    }

    [Fact]
    public void F70_After_a_restore_an_order_looks_before_it_asks_for_its_turn_and_AWS_is_still_asked_about_what_it_had_begun()
    {
        Assert.Equal(CreationQuestion.Status, CreationRule.Next((Turned with { RequestId = "car-1" }).AfterRestore(Now)));
        foreach (var before in new[] { new CreationProgress(), Turned, new CreationProgress { AsksFrom = Now } })
        {
            var restored = before.AfterRestore(Now);
            Assert.Equal(CreationQuestion.Look, CreationRule.Next(restored));
            Assert.Equal(new CreationVerdict.Made("111122223333"), Rule.Decide(restored, new CreationSight.Looked("111122223333", false), Now));
            var late = Assert.IsType<CreationVerdict.Wait>(Rule.Decide(restored, new CreationSight.Looked(null, false), Now + CreationRule.LeastCertainty));
            Assert.Equal((CreationQuestion.Turn, true), (CreationRule.Next(late.Progress), late.Progress.EverUnknown));
        }
    }

    private static CreationSight.Told Told(CreationState? state, string? reason = null, string? account = null) => new(new CreationStatus("car-1", "Team", state, Now, account, reason));
}
