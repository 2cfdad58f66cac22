using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
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
        pages.Post("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.CancelAsync(ReachOf(call), call.Route("id"), cancellation), "The order is cancelled."));
        pages.Post("/store/orders/{id}/retry", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.RetryAsync(ReachOf(call), call.Route("id"), cancellation), "Tried again."));
    }

    private PageAnswer Show(PageCall call, Result<OrderView> order) => order.Refused
        ? new PageAnswer.Refused(order.Problems)
        : PageAnswer.Storefront<OrderProgressView>($"Order of {order.Value.Row.Name}", new OrderProgress(order.Value, ReachOf(call).Manages), Above);

    private static PageAnswer Acted(PageCall call, Result<OrderView> order, string sentence) =>
        order.Refused ? new PageAnswer.Refused(order.Problems) : new PageAnswer.SeeOther("/store/orders/" + call.Route("id"), Flash.Done(sentence));

    internal static OrderReach ReachOf(Installation guildhall, PageCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);

    private OrderReach ReachOf(PageCall call) => ReachOf(guildhall, call);
}

/// <summary>An order for whoever looks at it.</summary>
public sealed record OrderProgress(OrderView Order, bool Manages);
