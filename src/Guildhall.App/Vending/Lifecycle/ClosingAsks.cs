using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Wire.Protocols;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Closings that wait for a second person: each step with its audit record and its event. vendor-integration.md 14.2, 16.</summary>
internal static class ClosingAsks
{
    private static readonly Problem Own = Problem.Forbidden("Somebody else has to confirm the closing that you have asked for.");

    /// <summary>What waits for this account; null when nothing does.</summary>
    public static ClosingAsk? Find(WriteScope scope, string account) => Row(scope, account) is { } row && Of(row) is var ask && ask.Waits(scope.Now) ? ask : null;

    public static ClosingAsk Of(ClosingAskRow row) => new(row.AskedBy, row.Reason, row.AskedAt);

    /// <summary>Those that still wait.</summary>
    public static IQueryable<ClosingAskRow> Waiting(GuildhallDb db, DateTimeOffset now)
    {
        var oldest = now - ClosingAsk.Life;
        return db.ClosingAsks.AsNoTracking().Where(a => a.AskedAt > oldest);
    }

    /// <summary>Stages that somebody wants it closed; refused while somebody does already.</summary>
    public static Problem? Ask(MemberAct act, string reason)
    {
        var (scope, account, origin) = (act.Scope, act.Account, act.Reach.Origin);
        if (Find(scope, account) is { } waiting)
            return Problem.Conflict("CLOSING_ASKED", origin.IsOf(waiting.By) ? "You have asked for this already: another person has to confirm it." : "Somebody else has asked for this already: confirm that, or withdraw it.");
        var ask = new ClosingAsk(origin.Who, reason, scope.Now);
        var lapsed = Row(scope, account);
        scope.Stage(db =>
        {
            var row = lapsed ?? db.Add(new ClosingAskRow { AccountId = account, LinkId = act.Seat.Link.Id, AskedBy = ask.By, Reason = reason }).Entity;
            (row.LinkId, row.AskedBy, row.Reason, row.AskedAt) = (act.Seat.Link.Id, ask.By, reason, ask.At);
        });
        Tell(scope, origin, act.Seat.Link, account, ask, "AccountClosingRequested", "AskToCloseAccount");
        return null;
    }

    /// <summary>Why the caller cannot confirm what waits; null when it is confirmed with this write.</summary>
    /// <param name="ask">What waits.</param>
    public static Problem? Confirm(MemberAct act, ClosingAsk ask)
    {
        if (act.Reach.Origin.IsOf(ask.By)) return Own;
        Forget(act.Scope, act.Account);
        Tell(act.Scope, act.Reach.Origin, act.Seat.Link, act.Account, ask, "AccountClosingConfirmed", "ConfirmCloseAccount");
        return null;
    }

    /// <summary>Stages that nobody wants it closed any more, whoever asked.</summary>
    public static Problem? Withdraw(WriteScope scope, OrderReach reach, MemberSeat seat)
    {
        var account = seat.Account.Id.Value;
        if (Find(scope, account) is not { } ask) return AccountClosures.NothingToConfirm;
        Forget(scope, account);
        Tell(scope, reach.Origin, seat.Link, account, ask, "AccountClosingWithdrawn", "WithdrawCloseAccount");
        return null;
    }

    /// <summary>Stages the end of what nobody has confirmed in time. False when it is gone, or was asked for again.</summary>
    public static bool Lapse(WriteScope scope, string account, string requestId)
    {
        if (Row(scope, account) is not { } row) return false;
        var ask = Of(row);
        if (ask.Waits(scope.Now)) return false;
        Forget(scope, account);
        if (scope.Db.Links.Find(row.LinkId) is { } link) MemberTrail.Stage(scope, link, account, requestId, "AccountClosingLapsed", About(account, ask), ask.By);
        return true;
    }

    /// <summary>Stages that nothing waits any more.</summary>
    public static void Forget(WriteScope scope, string account)
    {
        if (Row(scope, account) is { } row) scope.Stage(db => db.Remove(row));
    }

    /// <summary>The row as the writes before this one left it.</summary>
    private static ClosingAskRow? Row(WriteScope scope, string account) =>
        scope.Db.ClosingAsks.Find(account) is { } row && scope.Db.Entry(row).State != EntityState.Deleted ? row : null;

    private static void Tell(WriteScope scope, ActOrigin origin, LinkRow link, string account, ClosingAsk ask, string happened, string act)
    {
        var about = About(account, ask);
        about["requestedBy"] = ask.By;
        about["by"] = origin.Who;
        if (link.TenantId is { } tenant) scope.Add(AccountEvents.Row(tenant, account, $"{account}-{origin.RequestId}", happened, about, scope.Now));
        OrderAudit.Stage(scope, act, origin, link.TenantId, about);
    }

    private static JsonObject About(string account, ClosingAsk ask) => new() { ["accountId"] = account, ["reason"] = ask.Reason, ["until"] = WireTime.Text(ask.Until) };
}
