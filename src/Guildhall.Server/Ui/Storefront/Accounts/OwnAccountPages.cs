using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/accounts</c> and <c>/store/orders/ID</c>: accounts and orders of one's own, and how far an order is. M-37.</summary>
internal sealed class OwnAccountPages(Installation guildhall)
{
    /// <summary>The newest accounts and orders on the first page; all of them are in the lists of the console and the own API.</summary>
    private const int Most = 100;

    private static readonly Crumb Above = new("AWS accounts", "/store/accounts");

    public void Map(PageRoutes pages)
    {
        pages.Get("/store/accounts", OrderQueries.Action, ListAsync);
        pages.Get("/store/orders/{id}", OrderQueries.Action, async (call, cancellation) => Show(call, await guildhall.Orders.FindAsync(ReachOf(call), call.Route("id"), cancellation)));
        pages.Post("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.CancelAsync(ReachOf(call), call.Route("id"), cancellation), "The order is cancelled."));
        pages.Post("/store/orders/{id}/retry", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.RetryAsync(ReachOf(call), call.Route("id"), cancellation), "Tried again."));
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var reach = ReachOf(call);
        var orders = await guildhall.Orders.ListAsync(reach, new OrderFilter { Take = Most }, cancellation);
        if (orders.Refused) return new PageAnswer.Refused(orders.Problems);
        return PageAnswer.Storefront<OwnAccountsView>("AWS accounts", new OwnAccounts(orders.Value.Orders, reach.Manages));
    }

    private PageAnswer Show(PageCall call, Result<OrderView> order) => order.Refused
        ? new PageAnswer.Refused(order.Problems)
        : PageAnswer.Storefront<OrderProgressView>($"Order of {order.Value.Row.Name}", new OrderProgress(order.Value, ReachOf(call).Manages), Above);

    private static PageAnswer Acted(PageCall call, Result<OrderView> order, string sentence) =>
        order.Refused ? new PageAnswer.Refused(order.Problems) : new PageAnswer.SeeOther("/store/orders/" + call.Route("id"), Flash.Done(sentence));

    private OrderReach ReachOf(PageCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);
}

/// <summary>Orders that one may see, newest first.</summary>
public sealed record OwnAccounts(ImmutableArray<OrderView> Orders, bool Manages);

/// <summary>An order for whoever looks at it.</summary>
public sealed record OrderProgress(OrderView Order, bool Manages);
