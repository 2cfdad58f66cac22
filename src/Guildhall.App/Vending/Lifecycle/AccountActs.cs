using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What is done to member accounts after they are there. Each act is recorded with its steps and then done on AWS. vendor-integration.md 14.</summary>
public sealed class AccountActs(Writer writer, Marketplaces marketplaces, EffectWorker effects, AccountQueries accounts, IdSource ids)
{
    /// <summary>The policies' word for everything here.</summary>
    public const string Action = "guildhall:ManageAccounts";

    /// <summary>
    /// Attaches the policy that suspends, and moves the account when a unit is given. What runs in it goes on and costs money. Refused: no right, not found,
    /// the management account, a unit that is none, <c>already_suspended</c>, <c>account_closed</c>, <c>act_running</c>, a paused organization.
    /// </summary>
    public Task<Result<AccountView>> SuspendAsync(OrderReach reach, string account, SuspendReason reason, string? parent, CancellationToken cancellation) =>
        CarryOutAsync(reach, account, new Suspension(reason, parent), cancellation);

    /// <summary>The same; refused as well with what <see cref="Suspension.First"/> says.</summary>
    internal Task<Result<AccountView>> CarryOutAsync(OrderReach reach, string account, Suspension how, CancellationToken cancellation) => ActAsync(reach, account, act =>
    {
        var parent = how.Parent;
        if (act.Closed) return MemberPlan.Closed;
        if (act.State == MemberStates.Suspended) return Problem.Conflict("ALREADY_SUSPENDED", "The account is suspended already.");
        if (parent is not null && !MemberPlaces.Has(act.Seat, parent)) return MemberPlaces.NoUnit(parent);
        if (how.First(act.Scope) is { } refusal) return refusal;
        var wish = new MemberWish { Reason = how.Reason.ToString(), Parent = parent };
        (string, MemberWish)[] moved = parent is null ? [] : [(MemberSteps.Move, new MemberWish { Parent = parent })];
        var why = new JsonObject { ["reason"] = wish.Reason, ["parentId"] = parent };
        if (how.Budget is { } budget) why["budget"] = budget;
        act.Stage(ids, "SuspendAccount", why, [(MemberSteps.Suspend, wish), .. moved]);
        return null;
    }, cancellation);

    /// <summary>
    /// Detaches the policy, and moves the account back when it was moved for the suspension and still is where it was moved to. Refused as
    /// <see cref="SuspendAsync"/>, and <c>not_suspended</c>.
    /// </summary>
    public Task<Result<AccountView>> ResumeAsync(OrderReach reach, string account, CancellationToken cancellation) => ActAsync(reach, account, act =>
    {
        if (act.State != MemberStates.Suspended) return Problem.Conflict("NOT_SUSPENDED", "Guildhall has not suspended the account.");
        var former = act.Known!.FormerParent;
        (string, MemberWish)[] back = former is null ? [] : [(MemberSteps.Move, new MemberWish { Parent = former, OnlyFrom = MemberPlaces.MovedForSuspension(act) })];
        act.Stage(ids, "ResumeAccount", new JsonObject { ["parentId"] = former }, [(MemberSteps.Resume, new MemberWish()), .. back]);
        return null;
    }, cancellation);

    /// <summary>Tries at once what failed or waits. Refused: no right, not found, <c>nothing_to_retry</c>.</summary>
    public Task<Result<AccountView>> RetryAsync(OrderReach reach, string account, CancellationToken cancellation) =>
        WriteAsync(reach, account, scope => Seen(scope, reach, account) is { } seat ? MemberRetry.Again(scope, reach, seat) : MemberPlan.Missing, cancellation);

    /// <summary>Takes back what is not done yet; what AWS is at goes on. Refused: no right, not found, <c>nothing_to_cancel</c>.</summary>
    public Task<Result<AccountView>> CancelAsync(OrderReach reach, string account, CancellationToken cancellation) =>
        WriteAsync(reach, account, scope => Seen(scope, reach, account) is { } seat ? MemberRetry.GiveUp(scope, reach, seat) : MemberPlan.Missing, cancellation);

    /// <summary>Decides an act in the write that records it; what is decided says why it refuses, or null.</summary>
    internal Task<Result<AccountView>> ActAsync(OrderReach reach, string account, Func<MemberAct, Problem?> decide, CancellationToken cancellation) => WriteAsync(reach, account, scope =>
    {
        var act = MemberPlan.Begin(scope, marketplaces, reach, account);
        return act.Refused ? act.Problems[0] : decide(act.Value);
    }, cancellation);

    private MemberSeat? Seen(WriteScope scope, OrderReach reach, string account) => reach.Manages ? MemberSeat.Find(scope, marketplaces, reach, account) : null;

    /// <summary>Decides in a write; what is decided says why it refuses, or null.</summary>
    internal async Task<Result<AccountView>> WriteAsync(OrderReach reach, string account, Func<WriteScope, Problem?> decide, CancellationToken cancellation)
    {
        if (reach.Refusal(Action) is { } refusal) return refusal;
        if (await writer.WriteAsync(decide, cancellation) is { } problem) return problem;
        effects.Wake();
        return await accounts.SeenAsync(reach, account, cancellation);
    }
}
