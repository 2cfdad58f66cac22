using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/orders/ID</c>: how far an order is; and the list of orders. M-37.</summary>
internal sealed class OwnAccountPages(Installation guildhall)
{
    private static readonly Crumb Above = new("AWS accounts", "/store/accounts");

    public void Map(PageRoutes pages)
    {
        new OwnAccountListPages(guildhall).Map(pages);
        pages.Get("/store/orders/{id}", OrderQueries.Action, async (call, cancellation) => Show(call, await guildhall.Orders.FindAsync(ReachOf(call), call.Route("id"), cancellation)));
        pages.Get("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Ask(call, await guildhall.Orders.FindAsync(ReachOf(call), call.Route("id"), cancellation)));
        pages.Post("/store/orders/{id}/invite", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.InviteAgainAsync(ReachOf(call), call.Route("id"), cancellation), _ => "Invited again."));
        pages.Post("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.CancelAsync(ReachOf(call), call.Route("id"), cancellation), order => order.State == OrderState.Cancelled ? "The order is cancelled." : "The invitation is taken back."));
        pages.Post("/store/orders/{id}/retry", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.RetryAsync(ReachOf(call), call.Route("id"), cancellation), order => order.State == OrderState.Inviting ? "AWS is asked again." : "Tried again."));
    }

    private PageAnswer Show(PageCall call, Result<OrderView> order) => order.Refused
        ? new PageAnswer.Refused(order.Problems)
        : PageAnswer.Storefront<OrderProgressView>($"Order of {order.Value.Row.Name}", new OrderProgress(order.Value, ReachOf(call).Manages), Above);

    /// <summary>An order that can no longer be taken back is shown as it is.</summary>
    private PageAnswer Ask(PageCall call, Result<OrderView> order)
    {
        if (order.Refused) return new PageAnswer.Refused(order.Problems);
        if (!order.Value.State.Cancellable()) return new PageAnswer.SeeOther("/store/orders/" + call.Route("id"));
        return PageAnswer.Storefront<OrderCancelView>("Cancel order", new OrderProgress(order.Value, ReachOf(call).Manages), Above, new Crumb(order.Value.Row.Name, "/store/orders/" + order.Value.Row.Id));
    }

    private static PageAnswer Acted(PageCall call, Result<OrderView> order, Func<OrderView, string> sentence) =>
        order.Refused ? new PageAnswer.Refused(order.Problems) : new PageAnswer.SeeOther("/store/orders/" + call.Route("id"), Flash.Done(sentence(order.Value)));

    internal static OrderReach ReachOf(Installation guildhall, PageCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);

    private OrderReach ReachOf(PageCall call) => ReachOf(guildhall, call);
}

/// <summary>An order for whoever looks at it.</summary>
public sealed record OrderProgress(OrderView Order, bool Manages);
