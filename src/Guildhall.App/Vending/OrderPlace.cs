using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>What an order says of its organization, against that organization as it was read last.</summary>
internal static class OrderPlace
{
    public static IEnumerable<Problem> Faults(GuildhallDb db, Marketplaces marketplaces, OrderReach reach, LinkRow link, AccountOrder form)
    {
        if (form.Existing is { } existing && ExistingFault(db, marketplaces, reach, link, existing) is { } fault) yield return fault;
        if (marketplaces.Find(new TenantId(link.TenantId!))?.Marketplace.Organization.Tree is not { } tree) yield break;
        if (form.Parent is { } parent && !tree.HasPlace(parent)) yield return Problem.Malformed($"The organization has no unit {parent}.", nameof(AccountOrder.Parent));
        if (form.Email?.Trim() is { } email && tree.Nodes.Any(n => string.Equals(n.Email, email, StringComparison.OrdinalIgnoreCase))) yield return Addresses.Taken;
    }

    /// <summary>Why the account cannot be invited, as far as the caller may know it.</summary>
    private static Problem? ExistingFault(GuildhallDb db, Marketplaces marketplaces, OrderReach reach, LinkRow link, InvitedAccount existing)
    {
        if (marketplaces.Find(new TenantId(link.TenantId!))?.Marketplace.Organization.Tree is { } tree && tree.Nodes.Any(n => Is(existing, n.Id.Value, n.Email)))
            return Problem.Malformed($"Account {existing.Target} is already in this organization.", nameof(AccountOrder.Existing));
        if (existing.Id is { } id && db.Links.AsNoTracking().Where(l => l.AccountId == id).AsEnumerable().Any(l => l.State != LinkStates.Removed && reach.MayUse(l)))
            return Problem.Malformed($"Account {id} is linked itself and cannot be invited.", nameof(AccountOrder.Existing));
        var open = db.Orders.Local.Concat(db.Orders.AsNoTracking().Where(o => o.Invites && o.EndedAt == null && o.LinkId == link.Id).AsEnumerable());
        return open.Any(o => o.Invites && o.EndedAt is null && o.LinkId == link.Id && Is(existing, o.AccountId, o.Email))
            ? new Problem(ProblemKind.Conflict, AccountOrders.AlreadyInvited, $"An invitation to {existing.Target} is already open.", nameof(AccountOrder.Existing))
            : null;
    }

    private static bool Is(InvitedAccount existing, string? id, string? email) =>
        existing.Id is { } wanted ? wanted == id : string.Equals(existing.Email, email, StringComparison.OrdinalIgnoreCase);
}
