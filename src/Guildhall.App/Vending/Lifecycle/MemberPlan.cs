using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>An act on a member account that is being decided.</summary>
/// <param name="Known">What is kept of the account; null when nothing is yet.</param>
internal sealed record MemberAct(WriteScope Scope, OrderReach Reach, MemberSeat Seat, MemberAccountRow? Known)
{
    public string Account => Seat.Account.Id.Value;

    /// <summary>Whether its organization has closings wait for a second person.</summary>
    public bool ClosesByTwo => StoredSettings.Read(Seat.Link.Settings).ClosesByTwo;

    public string State => Known?.State ?? MemberStates.Active;

    /// <summary>Whether AWS has closed it, or is about to.</summary>
    public bool Closed => Seat.Account.State is AccountState.Closed or AccountState.PendingClosure || State is MemberStates.Closing or MemberStates.Closed;

    /// <summary>Stages the steps, one after another, and the audit record of who asked; steps that were stuck are given up with it.</summary>
    public void Stage(IdSource ids, string name, JsonObject parameters, params IReadOnlyList<(string Kind, MemberWish Wish)> steps)
    {
        var (account, link, now) = (Account, Seat.Link, Scope.Now);
        var stuck = Scope.Db.Effects.Where(e => e.Subject == account && (e.State == EffectState.Failed || e.State == EffectState.NeedsReview || e.State == EffectState.Waiting)).ToList();
        Scope.Stage(_ => stuck.ForEach(e => MemberEntries.GiveUp(e, now)));
        var given = steps.ToDictionary(s => s.Kind, s => (s.Wish with { By = s.Wish.By ?? Reach.Origin.Who }).Write());
        new EffectPlan(account, link.Id, [.. steps.Select(s => s.Kind)]) { Given = given }.Stage(Scope, ids);
        parameters["accountId"] = account;
        OrderAudit.Stage(Scope, name, Reach.Origin, link.TenantId, parameters);
    }
}

/// <summary>Who may begin an act on a member account now.</summary>
internal static class MemberPlan
{
    public static readonly Problem Missing = Problem.NotFound("There is no account of this id.");

    public static readonly Problem Closed = Problem.Conflict("ACCOUNT_CLOSED", "The account is closed or being closed.");

    public static readonly Problem Management = Problem.Conflict("MANAGEMENT_ACCOUNT", "It is the management account: policies do not bind it, and it is neither moved nor closed from here.");

    /// <summary>Refused: not found, the management account, a paused organization, an act that is under way.</summary>
    public static Result<MemberAct> Begin(WriteScope scope, Marketplaces marketplaces, OrderReach reach, string account)
    {
        if (!reach.Manages || MemberSeat.Find(scope, marketplaces, reach, account) is not { } seat) return Missing;
        if (seat.Manages) return Management;
        if (seat.Link.State == LinkStates.Paused) return LinkRows.Paused;
        if (MemberEntries.Running(scope, account) is { } running) return Problem.Conflict("ACT_RUNNING", $"{MemberSteps.Word(running.Kind)} is under way; wait for its end, or take it back.");
        return new MemberAct(scope, reach, seat, scope.Db.MemberAccounts.Find(account));
    }
}

/// <summary>The ledger entries of a member account.</summary>
internal static class MemberEntries
{
    /// <summary>The first one that is not at its end, unless the one before it is stuck.</summary>
    public static EffectRow? Running(WriteScope scope, string account) =>
        First(scope, account) is { State: EffectState.Waiting or EffectState.Calling } entry ? entry : null;

    /// <summary>The first one that is neither done nor given up.</summary>
    public static EffectRow? First(WriteScope scope, string account) =>
        scope.Db.Effects.Where(e => e.Subject == account && e.State != EffectState.Done && e.State != EffectState.Cancelled).OrderBy(e => e.Position).FirstOrDefault();

    public static void GiveUp(EffectRow entry, DateTimeOffset now) => (entry.State, entry.EndedAt, entry.Fence) = (EffectState.Cancelled, now, entry.Fence + 1);
}
