using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Where a member account can be.</summary>
internal static class MemberPlaces
{
    public static Problem NoUnit(string parent) => Problem.Malformed($"The organization has no unit {parent}.", "Parent");

    /// <summary>Whether the organization has this root or unit.</summary>
    public static bool Has(MemberSeat seat, string parent)
    {
        var tree = seat.Marketplace.Organization.Tree;
        return tree.RootId == parent || (tree.Find(parent) is { } node && tree.KindOf(node) == NodeKind.OrganizationalUnit);
    }

    /// <summary>Where the last move of Guildhall's put it; null when there was none.</summary>
    public static string? MovedTo(MemberAct act)
    {
        var account = act.Account;
        var last = act.Scope.Db.Effects.Where(e => e.Subject == account && e.Kind == MemberSteps.Move && e.State == EffectState.Done).OrderByDescending(e => e.Position).FirstOrDefault();
        return last is null ? null : MemberWish.Read(last.Progress).Parent;
    }
}
