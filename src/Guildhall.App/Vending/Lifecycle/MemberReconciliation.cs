using System.Text.Json.Nodes;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// Follows what a complete reading of an organization shows of its member accounts: those that are gone have left, those that were being closed are closed, and an
/// account with an address of the link's pattern that nobody here knows is adopted. Nothing is changed on AWS. security.md 6.4, F-70.
/// </summary>
internal static class MemberReconciliation
{
    /// <summary>Where an address is kept that no order of this installation drew.</summary>
    private const string NoOrder = "adopted";

    /// <param name="started">When the reading began: what was done to an account since, it cannot tell of.</param>
    public static void Stage(WriteScope scope, LinkRow link, OrganizationPicture picture, DateTimeOffset started, string requestId)
    {
        var listed = picture.Nodes.Select(n => n.Node).Where(n => n.Kind == NodeKind.Account).ToDictionary(n => n.Id.Value, StringComparer.Ordinal);
        var known = scope.Db.MemberAccounts.AsNoTracking().Where(a => a.LinkId == link.Id).ToDictionary(a => a.AccountId, StringComparer.Ordinal);
        foreach (var row in known.Values.Where(r => r.UpdatedAt <= started)) Follow(scope, link, row, listed.GetValueOrDefault(row.AccountId), requestId);
        var pattern = EmailPattern.Read(link.EmailPattern, nameof(link.EmailPattern));
        if (pattern.Refused) return;
        foreach (var account in listed.Values.Where(a => !known.ContainsKey(a.Id.Value) && a.Email is { } email && pattern.Value.Made(email))) Adopt(scope, link, account, requestId);
    }

    private static void Follow(WriteScope scope, LinkRow link, MemberAccountRow row, OrganizationNode? listed, string requestId)
    {
        var (state, name) = (row.State, listed?.State) switch
        {
            (MemberStates.Closing, null or AccountState.Closed) => (MemberStates.Closed, "AccountClosingEnded"),
            (MemberStates.Active or MemberStates.Suspended, null) => (MemberStates.Left, "AccountLeft"),
            (MemberStates.Left, not null) => (MemberStates.Active, "AccountReturned"),

            // AWS Support opens a closed account again for 90 days (vendor-integration.md 14.2).
            (MemberStates.Closed, AccountState.Active) => (MemberStates.Active, "AccountReopened"),
            _ => (row.State, ""),
        };
        if (state == row.State || IsLeaving(scope, row.AccountId)) return;
        MemberRows.Change(scope, row.AccountId, link.Id, r => r.State = state);
        if (state == MemberStates.Left) GiveUp(scope, row.AccountId);
        MemberTrail.Stage(scope, link, row.AccountId, requestId, name, new JsonObject { ["reason"] = listed is null ? "AWS lists it no more." : "AWS lists it so." });
    }

    /// <summary>Nothing more is done to what is somebody else's now; the role may still let in there.</summary>
    private static void GiveUp(WriteScope scope, string account)
    {
        var open = scope.Db.Effects.Where(e => e.Subject == account && (e.State == EffectState.Waiting || e.State == EffectState.Failed || e.State == EffectState.NeedsReview)).ToList();
        scope.Stage(_ => open.ForEach(e => MemberEntries.GiveUp(e, scope.Now)));
    }

    /// <summary>Whether a step of its own is about to tell that it has left.</summary>
    private static bool IsLeaving(WriteScope scope, string account) =>
        scope.Db.Effects.Any(e => e.Subject == account && e.Kind == MemberSteps.Leave && (e.State == EffectState.Waiting || e.State == EffectState.Calling));

    /// <summary>An account of an order that is under way is that order's; of one that has ended without it, it is the order's from now on.</summary>
    private static void Adopt(WriteScope scope, LinkRow link, OrganizationNode account, string requestId)
    {
        var address = scope.Db.Addresses.Find(account.Email!.ToLowerInvariant());
        var order = address is null ? null : scope.Db.Orders.Find(address.OrderId);
        if (order is { EndedAt: null } || scope.Db.MemberAccounts.Find(account.Id.Value) is not null) return;
        var row = new MemberAccountRow { AccountId = account.Id.Value, LinkId = link.Id, OrderId = order?.Id, Source = "Adopted", RoleName = order is null ? null : OrderForms.Read(order.Form).RoleName, State = MemberStates.Active, DisplayName = account.Name, Version = 1, UpdatedAt = scope.Now };
        scope.Stage(db => db.Add(row));
        if (address is null) Addresses.Reserve(scope, NoOrder, account.Email!);
        MemberTrail.Stage(scope, link, row.AccountId, requestId, "AccountAdopted", new JsonObject { ["orderId"] = order?.Id });
    }
}
