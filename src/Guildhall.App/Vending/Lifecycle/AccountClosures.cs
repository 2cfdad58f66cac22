using System.Text.Json.Nodes;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Closing member accounts, and letting them leave: both end what Guildhall knows of them. vendor-integration.md 14.2, 14.3.</summary>
public sealed class AccountClosures(Database database, Marketplaces marketplaces, AccountActs acts, IdSource ids, TimeProvider clock)
{
    public const int LongestReason = 256;

    /// <summary>For whoever confirms or withdraws where nothing waits for a second person.</summary>
    public static Problem NothingToConfirm { get; } = Problem.Conflict("NOTHING_TO_CONFIRM", "No closing of this account waits: it was confirmed or withdrawn, or its time is over.");

    /// <summary>The dry run: what it would mean; nothing is changed. Refused: no right, not found, the management account, <c>account_closed</c>.</summary>
    public async Task<Result<ClosePlan>> PlanAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (reach.Refusal(AccountActs.Action) is { } refusal) return refusal;
        if (await new MemberSeats(database, marketplaces).FindAsync(reach, account, cancellation) is not { } seat) return MemberPlan.Missing;
        if (seat.Manages) return MemberPlan.Management;
        if (seat.Account.State is AccountState.Closed or AccountState.PendingClosure) return MemberPlan.Closed;
        await using var db = database.Open();
        return await PlanAsync(db, seat, cancellation);
    }

    /// <summary>
    /// Suspends the account, then has AWS close it; beyond AWS's quotas it waits for its turn. Where closings need a second person it only waits for that, and
    /// <see cref="AccountView.Asked"/> tells. Refused as <see cref="PlanAsync(OrderReach, string, CancellationToken)"/>, an id that was not typed, a reason that
    /// is none, <c>act_running</c>, <c>closing_asked</c>, a paused organization.
    /// </summary>
    public Task<Result<AccountView>> CloseAsync(OrderReach reach, string account, string typed, string reason, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (act.Closed) return MemberPlan.Closed;
        if (Unconfirmed(account, typed) is { } unconfirmed) return unconfirmed;
        if (reason.Length is 0 or > LongestReason || reason.Any(Texts.Forbidden)) return Problem.Malformed($"Say why, in 1 to {LongestReason} characters.", "Reason");
        if (act.ClosesByTwo) return ClosingAsks.Ask(act, reason);
        ClosingAsks.Forget(act.Scope, account);
        Close(act, new MemberWish { Reason = reason });
        return null;
    }, cancellation);

    /// <summary>
    /// Closes the account that another person wants closed, for the reason that was given then. Refused: no right, not found, the management account,
    /// <c>account_closed</c>, <c>nothing_to_confirm</c>, the own ask, an id that was not typed, <c>act_running</c>, a paused organization.
    /// </summary>
    public Task<Result<AccountView>> ConfirmCloseAsync(OrderReach reach, string account, string typed, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (act.Closed) return MemberPlan.Closed;
        if (ClosingAsks.Find(act.Scope, account) is not { } ask) return NothingToConfirm;
        if (Unconfirmed(account, typed) is { } unconfirmed) return unconfirmed;
        if (ClosingAsks.Confirm(act, ask) is { } refusal) return refusal;
        Close(act, new MemberWish { Reason = ask.Reason, By = ask.By });
        return null;
    }, cancellation);

    /// <summary>Nobody wants the account closed any more, whoever asked. Refused: no right, not found, <c>nothing_to_confirm</c>.</summary>
    public Task<Result<AccountView>> WithdrawCloseAsync(OrderReach reach, string account, CancellationToken cancellation) => acts.WriteAsync(reach, account, scope =>
        reach.Manages && MemberSeat.Find(scope, marketplaces, reach, account) is { } seat ? ClosingAsks.Withdraw(scope, reach, seat) : MemberPlan.Missing, cancellation);

    /// <summary>
    /// Takes the account out of the organization; AWS decides whether it may go. Refused: no right, not found, the management account, an id that was not
    /// typed, <c>account_closed</c>, <c>act_running</c>, a paused organization.
    /// </summary>
    public Task<Result<AccountView>> LeaveAsync(OrderReach reach, string account, string typed, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (act.Closed) return MemberPlan.Closed;
        if (Unconfirmed(account, typed) is { } unconfirmed) return unconfirmed;
        MemberRows.Change(act.Scope, account, act.Seat.Link.Id, row => row.DisplayName ??= act.Seat.Account.Name);
        act.Stage(ids, "RemoveAccountFromOrganization", [], (MemberSteps.Leave, new MemberWish()));
        return null;
    }, cancellation);

    private void Close(MemberAct act, MemberWish wish)
    {
        (string, MemberWish)[] first = act.State == MemberStates.Suspended ? [] : [(MemberSteps.Suspend, wish)];
        act.Stage(ids, "CloseAccount", new JsonObject { ["reason"] = wish.Reason }, [.. first, (MemberSteps.Close, wish)]);
    }

    private async Task<ClosePlan> PlanAsync(GuildhallDb db, MemberSeat seat, CancellationToken cancellation)
    {
        var (id, link, since) = (seat.Account.Id.Value, seat.Link.Id, clock.GetUtcNow() - ClosingQuota.Window);
        var accounts = seat.Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account).ToList();
        var view = marketplaces.Find(new TenantId(seat.Link.TenantId!))!;
        return new ClosePlan
        {
            Accounts = accounts.Count,
            Quota = ClosingQuota.Of(accounts.Count),
            ClosedLately = await db.Effects.CountAsync(e => e.LinkId == link && e.Kind == MemberSteps.Close && e.State == EffectState.Done && e.EndedAt > since, cancellation),
            UnderWay = accounts.Count(n => n.State == AccountState.PendingClosure),
            Deleted = clock.GetUtcNow() + ClosingQuota.Afterlife,
            Products = Enumerable.Range(0, view.Governance.Catalogue.Products.Length).Count(view.Governance.PermissionsOf(seat.Node).Permits),
            Requests = seat.Marketplace.Requests.Values.Count(r => r.Requester.Value == id && r.Status == RequestStatus.Pending),
            People = await db.PersonRoles.Where(r => r.AccountId == id).Select(r => r.PersonId).Distinct().CountAsync(cancellation),
            Keys = await db.AccessKeys.CountAsync(k => k.AccountId == id && k.Active, cancellation),
            Associated = seat.Marketplace.Associations.TryGetValue(seat.Account.Id, out var experience) ? seat.Marketplace.GetExperience(experience).Name : null,
            ByTwo = StoredSettings.Read(seat.Link.Settings).ClosesByTwo,
            Suspended = await db.MemberAccounts.AnyAsync(a => a.AccountId == id && a.State == MemberStates.Suspended, cancellation),
        };
    }

    private static Problem? Unconfirmed(string account, string typed) =>
        typed.Replace("-", "", StringComparison.Ordinal).Trim() == account ? null : Problem.Malformed($"Type {account} to go on.", "Confirm");
}
