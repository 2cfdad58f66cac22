using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// What was ordered with an account and is set on AWS as the account itself: steps of the account, so that an alias that is taken holds no order up and can be set
/// again. vendor-integration.md 13.2 (6, 7).
/// </summary>
internal static class OrderedFacts
{
    /// <summary>Stages them, as the order ends, which it does once; nothing for an invited account, which has no role to enter it by.</summary>
    public static void Stage(WriteScope scope, OrderRow order, IdSource ids)
    {
        var account = order.AccountId!;
        var form = OrderForms.Read(order.Form);
        if (order.Invites) return;
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        if (form.Contact is { } contact) steps[MemberSteps.Contact] = new MemberWish { By = order.OrderedBy, Contact = contact }.Write();
        if (form.Alias is { } alias) steps[MemberSteps.Alias] = new MemberWish { By = order.OrderedBy, Alias = alias }.Write();
        if (steps.Count > 0) new EffectPlan(account, order.LinkId, [.. steps.Keys]) { Given = steps }.Stage(scope, ids);
    }
}
