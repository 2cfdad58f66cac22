using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>
/// Invites the account of an order, once: AWS's invitations are read before each call, and after a call of unknown outcome only read for a while. AWS itself
/// refuses a second one while the first is open. vendor-integration.md 13.3, security.md 6.3.
/// </summary>
internal sealed class AccountInvitation(Database database, InvitationSettings settings) : Effect
{
    private static readonly RetryRule PutOff = new(int.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    public override string Kind => OrderSteps.Invite;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var order = await OrderSteps.OrderAsync(database, turn.Entry.Subject, cancellation);
        var now = settings.Clock.GetUtcNow();
        var attempt = new InvitationAttempt(turn, order, OrderForms.ReadInvitation(turn.Entry.Progress).Begun(turn.Entry.Attempts, now), settings);
        var listed = await Pages.AllAsync(token => attempt.Client.ListInvitationsAsync(token, cancellation));
        if (!listed.Gave(out var invitations, out var problem)) return attempt.Again(problem);
        if (invitations.FirstOrDefault(i => InvitationNotes.AreOf(order, i, attempt.Progress.EverUnknown) && !attempt.Progress.IsFormer(i.Id)) is { } ours) return Sent(attempt, ours);
        var pause = settings.Rule.BeforeCall(attempt.Progress, now);
        if (pause > TimeSpan.Zero) return attempt.Wait(pause, attempt.Progress);
        if (attempt.Progress.Withdrawn) return attempt.End(OrderState.Cancelled, InvitationFailures.Withdrawn);
        return attempt.Progress.AlreadyOpen ? attempt.End(OrderState.Failed, "DuplicateHandshakeException") : await CallAsync(attempt, cancellation);
    }

    private async Task<EffectOutcome> CallAsync(InvitationAttempt attempt, CancellationToken cancellation)
    {
        var tags = AccountTags.Of(attempt.Order, StoredSettings.Read(attempt.Turn.Link.Settings));
        var answer = await attempt.Client.InviteAccountAsync(attempt.Existing, InvitationNotes.Of(attempt.Order), tags, cancellation);
        if (answer.Gave(out var sent, out var problem)) return Sent(attempt, sent);
        var (progress, now) = (attempt.Progress with { UnknownAt = null }, settings.Clock.GetUtcNow());
        return problem switch
        {
            // It is ours when this call came to AWS twice, or the list lags behind: looked for before it is called somebody else's.
            { Kind: CloudTrouble.Already } => attempt.Wait(TimeSpan.Zero, progress.Unknown(now) with { AlreadyOpen = true, EverUnknown = progress.EverUnknown }),
            { Reason: "ALREADY_IN_AN_ORGANIZATION" } => await MemberAsync(attempt, problem, cancellation),
            _ when InvitationFailures.Passes(problem.Reason) => Limited(attempt, progress, problem),
            { IsFinal: true } => attempt.End(OrderState.Failed, problem.Reason ?? problem.Code, problem),
            { Code: CreationRule.Unready } => Unready(attempt, progress, problem),
            { ProvesNothingHappened: true } => attempt.Wait(PutOff.Pause(progress.PutOff, settings.Ids), progress with { PutOff = progress.PutOff + 1 }, problem),
            _ => attempt.Wait(TimeSpan.Zero, progress.Unknown(now), problem),
        };
    }

    private static EffectOutcome Sent(InvitationAttempt attempt, Invitation sent)
    {
        if (sent.Organization != attempt.Turn.Link.TenantId || !InvitationNotes.IsTo(attempt.Order, sent.Target))
            return attempt.Again(CloudProblem.NotOurs("AWS answered with an invitation of another organization or account."), attempt.Progress.Unknown(attempt.Settings.Clock.GetUtcNow()));
        return new EffectOutcome.Done
        {
            Progress = attempt.Ended(attempt.Progress with { UnknownAt = null, UnreadySince = null, AlreadyOpen = false, PutOff = 0 }),
            Also = scope =>
            {
                InvitationSteps.PassOn(scope, attempt.Order.Id, attempt.Progress);
                OrderSteps.Change(scope, attempt.Order.Id, o => (o.HandshakeId, o.ExpiresAt, o.Problem, o.ManagerProblem) = (sent.Id, sent.ExpiresAt, null, null));
                attempt.Audit(scope, "AccountInvited", new JsonObject { ["account"] = sent.Target, ["handshakeId"] = sent.Id });
            },
        };
    }

    /// <summary>A member of this organization that was not there before has answered an invitation of ours that nobody had seen.</summary>
    private static async Task<EffectOutcome> MemberAsync(InvitationAttempt attempt, CloudProblem problem, CancellationToken cancellation)
    {
        if (!(await attempt.MembershipAsync(cancellation)).Gave(out var membership, out var unread)) return attempt.Again(unread);
        if (membership.AccountId is null) return attempt.End(OrderState.Failed, problem.Reason!, problem);
        if (!attempt.Progress.EverUnknown) return attempt.End(OrderState.Failed, problem.Reason!, InvitationFailures.Member(attempt.Existing.Target), problem);
        return new EffectOutcome.Done { Progress = attempt.Ended(attempt.Progress), Also = scope => InvitationSteps.PassOn(scope, attempt.Order.Id, attempt.Progress) };
    }

    private EffectOutcome.Later Limited(InvitationAttempt attempt, InvitationProgress progress, CloudProblem problem)
    {
        var sentence = InvitationFailures.Limited(settings.Clock.GetUtcNow() + InvitationRule.AfterRateLimit);
        return Telling(attempt, attempt.Wait(InvitationRule.AfterRateLimit, progress, problem), sentence);
    }

    private EffectOutcome Unready(InvitationAttempt attempt, InvitationProgress progress, CloudProblem problem)
    {
        var now = settings.Clock.GetUtcNow();
        var since = progress.UnreadySince ?? now;
        return now - since < CreationRule.LongestUnready
            ? Telling(attempt, attempt.Wait(PutOff.Pause(progress.PutOff, settings.Ids), progress with { PutOff = progress.PutOff + 1, UnreadySince = since }, problem), InvitationFailures.Unready)
            : attempt.End(OrderState.Failed, problem.Code, problem);
    }

    private static EffectOutcome.Later Telling(InvitationAttempt attempt, EffectOutcome.Later wait, string sentence) => wait with
    {
        Also = scope => OrderSteps.Change(scope, attempt.Order.Id, o => (o.Problem, o.ManagerProblem) = (sentence, sentence)),
    };
}
