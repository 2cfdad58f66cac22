using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>Where a member account can be.</summary>
internal static class MemberPlaces
{
    public static Problem NoUnit(string parent) => Problem.Malformed($"The organization has no unit {parent}.", "Parent");

    /// <summary>Whether the organization has this root or unit.</summary>
    public static bool Has(MemberSeat seat, string parent) => seat.Marketplace.Organization.Tree.HasPlace(parent);

    /// <summary>Where it was to go with its suspension; null when it was to stay.</summary>
    public static string? MovedForSuspension(MemberAct act)
    {
        var account = act.Account;
        var last = act.Scope.Db.Effects.Where(e => e.Subject == account && e.Kind == MemberSteps.Suspend && e.State == EffectState.Done).OrderByDescending(e => e.Position).FirstOrDefault();
        return last is null ? null : MemberWish.Read(last.Progress).Parent;
    }
}
