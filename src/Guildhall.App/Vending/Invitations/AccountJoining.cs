using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>
/// Waits until the invitation of an order is answered, and takes it back when the order was cancelled. Whatever AWS says it ended in, the order follows; an
/// acceptance that was quicker than a cancellation counts. vendor-integration.md 13.3.
/// </summary>
internal sealed class AccountJoining(Database database, InvitationSettings settings) : Effect
{
    private const string OpenOnes = """SELECT COUNT(*) FROM "Effects" WHERE "Kind" = @kind AND "LinkId" = @link AND "State" < 2 AND "Attempts" > 0""";

    private const int YoungAttempts = 20;

    public override string Kind => OrderSteps.Join;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var order = await OrderSteps.OrderAsync(database, turn.Entry.Subject, cancellation);
        var attempt = new InvitationAttempt(turn, order, OrderForms.ReadInvitation(turn.Entry.Progress), settings);
        if (order.HandshakeId is not { } id) return await UnseenAsync(attempt, cancellation);
        if (attempt.Progress.Withdrawn)
        {
            var refused = await attempt.Client.CancelHandshakeAsync(id, cancellation);
            if (refused is null or { Kind: CloudTrouble.Already }) return attempt.End(OrderState.Cancelled, InvitationFailures.Withdrawn);
            if (refused.Kind is not (CloudTrouble.Refused or CloudTrouble.NotFound)) return attempt.Again(refused);
        }

        var described = await attempt.Client.DescribeHandshakeAsync(id, cancellation);
        if (described.Gave(out var invitation, out var problem)) return await AnsweredAsync(attempt, invitation, cancellation);
        return problem.Kind == CloudTrouble.NotFound ? await UnseenAsync(attempt, cancellation) : attempt.Again(problem);
    }

    private async Task<EffectOutcome> AnsweredAsync(InvitationAttempt attempt, Invitation invitation, CancellationToken cancellation)
    {
        if (invitation.Organization != attempt.Turn.Link.TenantId || invitation.Id != attempt.Order.HandshakeId)
            return attempt.Again(CloudProblem.NotOurs("AWS described another invitation than it was asked for."));
        return invitation.State switch
        {
            InvitationState.Accepted => await AcceptedAsync(attempt, cancellation),
            InvitationState.Declined => attempt.End(OrderState.Cancelled, InvitationFailures.Declined),
            InvitationState.Cancelled => attempt.End(OrderState.Cancelled, attempt.Progress.Withdrawn ? InvitationFailures.Withdrawn : InvitationFailures.Cancelled),
            InvitationState.Expired => Expired(attempt),
            _ => Waits(attempt, invitation),
        };
    }

    /// <summary>AWS tells nothing of it (any more): whether the account is a member decides.</summary>
    private async Task<EffectOutcome> UnseenAsync(InvitationAttempt attempt, CancellationToken cancellation)
    {
        if (!(await attempt.MembershipAsync(cancellation)).Gave(out var membership, out var problem)) return attempt.Again(problem);
        if (membership.AccountId is { } account) return Joined(attempt, account);

        // What was just sent may be unknown to AWS for a moment (aws-operations.md A.12).
        var young = attempt.Turn.Entry.Attempts - attempt.Progress.Since < YoungAttempts && attempt.Order.ExpiresAt > settings.Clock.GetUtcNow();
        return young ? attempt.Wait(TimeSpan.FromSeconds(5), attempt.Progress) : Expired(attempt);
    }

    private static EffectOutcome.Failed Expired(InvitationAttempt attempt) => attempt.Progress.Withdrawn
        ? attempt.End(OrderState.Cancelled, InvitationFailures.Withdrawn)
        : attempt.End(OrderState.Expired, InvitationFailures.Expired);

    private static async Task<EffectOutcome> AcceptedAsync(InvitationAttempt attempt, CancellationToken cancellation)
    {
        if (attempt.Existing.Id is { } id) return Joined(attempt, id);
        if (!(await attempt.MembershipAsync(cancellation)).Gave(out var membership, out var problem)) return attempt.Again(problem);

        // The list of accounts may lag behind (aws-operations.md A.12).
        return membership.AccountId is { } account ? Joined(attempt, account) : attempt.Wait(TimeSpan.FromSeconds(5), attempt.Progress);
    }

    private static EffectOutcome.Done Joined(InvitationAttempt attempt, string account) => new()
    {
        Progress = attempt.Ended(attempt.Progress),
        Also = scope =>
        {
            var late = attempt.Progress.Withdrawn ? "The owner accepted before the invitation was taken back." : null;
            OrderSteps.Change(scope, attempt.Order.Id, o => (o.State, o.AccountId, o.Problem, o.ManagerProblem) = (nameof(OrderState.Configuring), account, late, late));
            attempt.Audit(scope, "InvitationAccepted", new JsonObject { ["accountId"] = account });
        },
    };

    private EffectOutcome.Later Waits(InvitationAttempt attempt, Invitation invitation)
    {
        var now = settings.Clock.GetUtcNow();
        var due = InvitationRule.Reminders(invitation.RequestedAt, now);
        var pause = settings.Rule.Pause(now - invitation.RequestedAt, Open(attempt.Turn.Link.Id));
        return attempt.Wait(pause, attempt.Progress with { Reminded = Math.Max(due, attempt.Progress.Reminded) }) with
        {
            Also = scope =>
            {
                if (attempt.Order.ExpiresAt != invitation.ExpiresAt) OrderSteps.Change(scope, attempt.Order.Id, o => o.ExpiresAt = invitation.ExpiresAt);
                if (due > attempt.Progress.Reminded) attempt.Audit(scope, "InvitationReminder", new JsonObject { ["account"] = invitation.Target, ["expires"] = invitation.ExpiresAt });
            },
        };
    }

    /// <summary>Open invitations of a link: they share what AWS answers.</summary>
    private int Open(string link)
    {
        using var reading = new PlainReading(database);
        return reading.Rows(OpenOnes, ("kind", Kind), ("link", link)).Select(row => row.GetInt32(0)).First();
    }
}
