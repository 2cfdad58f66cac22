using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Products;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>What people do with the ledger entries of an invitation: taking the order back, and inviting again.</summary>
internal static class InvitationSteps
{
    private static readonly Problem NotEnded = Problem.Conflict("nothing_to_invite", "Only an invitation that was declined, was cancelled on AWS or has expired is sent again.");

    /// <summary>Whether the order's last invitation has ended without an account, by nobody here.</summary>
    public static bool MayInviteAgain(bool invites, OrderState state, EffectState joining, string? endedBy) =>
        invites && joining == EffectState.Failed && state is OrderState.Expired or OrderState.Cancelled
        && endedBy is InvitationFailures.Declined or InvitationFailures.Cancelled or InvitationFailures.Expired;

    /// <summary>Has the invitation taken back, which AWS decides: the owner may accept at the same moment. False when none can have been sent: nothing is to be done on AWS.</summary>
    public static bool Withdraw(WriteScope scope, OrderRow order)
    {
        var open = Entries(scope, order.Id).FirstOrDefault(e => e.State != EffectState.Done);
        if (open is null or { Kind: OrderSteps.Invite, Attempts: 0 } or { State: EffectState.Failed }) return false;
        var progress = OrderForms.ReadInvitation(open.Progress) with { Withdrawn = true };
        OrderSteps.Change(scope, order.Id, o => (o.Problem, o.ManagerProblem) = ("The invitation is being taken back.", "The invitation is being taken back."));
        scope.Stage(_ => (open.State, open.Due, open.EndedAt, open.Fence, open.Progress) = (EffectState.Waiting, scope.Now, null, open.Fence + 1, OrderForms.Write(progress)));
        return true;
    }

    /// <summary>Stages another invitation. Refused: <c>nothing_to_invite</c>, <see cref="ProductRules.LimitReached"/>.</summary>
    public static Problem? InviteAgain(WriteScope scope, OrderReach reach, OrderRow order)
    {
        var entries = Entries(scope, order.Id);
        if (entries is not [var invite, var join] || !MayInviteAgain(order.Invites, Enum.Parse<OrderState>(order.State), join.State, join.ProblemCode)) return NotEnded;
        if (OrderedProduct.Reopen(scope, order) is { } full) return full;
        OrderAudit.Stage(scope, "InviteAgain", reach.Origin, scope.Db.Links.Find(order.LinkId)?.TenantId, new JsonObject { ["orderId"] = order.Id });
        var ended = order.HandshakeId;
        scope.Stage(_ =>
        {
            Begin(invite, OrderForms.ReadInvitation(invite.Progress).Again(ended, invite.Attempts), scope.Now);
            Begin(join, new InvitationProgress { Since = join.Attempts }, scope.Now);
            (order.State, order.Problem, order.ManagerProblem, order.EndedAt) = (nameof(OrderState.Inviting), null, null, null);
            (order.HandshakeId, order.ExpiresAt, order.UpdatedAt) = (null, null, scope.Now);
            order.Version++;
        });
        return null;
    }

    /// <summary>What the waiting must know of the sending: that the order was taken back meanwhile.</summary>
    public static void PassOn(WriteScope scope, string orderId, InvitationProgress progress)
    {
        var join = Entries(scope, orderId)[1];
        scope.Stage(_ => join.Progress = OrderForms.Write(OrderForms.ReadInvitation(join.Progress) with { Withdrawn = progress.Withdrawn }));
    }

    private static List<EffectRow> Entries(WriteScope scope, string orderId) =>
        [.. scope.Db.Effects.Where(e => e.Subject == orderId && (e.Kind == OrderSteps.Invite || e.Kind == OrderSteps.Join)).OrderBy(e => e.Position)];

    private static void Begin(EffectRow entry, InvitationProgress progress, DateTimeOffset now)
    {
        (entry.State, entry.Due, entry.EndedAt, entry.Fence, entry.Progress) = (EffectState.Waiting, now, null, entry.Fence + 1, OrderForms.Write(progress));
        (entry.ProblemCode, entry.Problem, entry.AwsRequestId) = (null, null, null);
    }
}
