using System.Collections.Immutable;
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
        new ManagementAccessPages(guildhall).Map(pages);
        pages.Get("/store/orders/{id}", OrderQueries.Action, async (call, cancellation) => Show(call, await guildhall.Orders.FindAsync(call.ReachIn(guildhall), call.Route("id"), cancellation)));
        pages.Post("/store/orders/{id}/approve", OrderApprovals.Action, async (call, cancellation) => Acted(call, await guildhall.OrderApprovals.ApproveAsync(call.ReachIn(guildhall), call.Route("id"), cancellation), _ => "Approved."));
        pages.Get("/store/orders/{id}/reject", OrderApprovals.Action, (call, cancellation) => AskReasonAsync(call, [], cancellation));
        pages.Post("/store/orders/{id}/reject", OrderApprovals.Action, RejectAsync);
        pages.Get("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Ask(call, await guildhall.Orders.FindAsync(call.ReachIn(guildhall), call.Route("id"), cancellation)));
        pages.Post("/store/orders/{id}/invite", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.InviteAgainAsync(call.ReachIn(guildhall), call.Route("id"), cancellation), _ => "Invited again."));
        pages.Post("/store/orders/{id}/cancel", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.CancelAsync(call.ReachIn(guildhall), call.Route("id"), cancellation), order => order.State == OrderState.Cancelled ? "The order is cancelled." : "The invitation is taken back."));
        pages.Post("/store/orders/{id}/retry", AccountOrders.Action, async (call, cancellation) => Acted(call, await guildhall.AccountOrders.RetryAsync(call.ReachIn(guildhall), call.Route("id"), cancellation), order => order.State == OrderState.Inviting ? "AWS is asked again." : "Tried again."));
    }

    private PageAnswer Show(PageCall call, Result<OrderView> order) => order.Refused
        ? new PageAnswer.Refused(order.Problems)
        : PageAnswer.Storefront<OrderProgressView>($"Order of {order.Value.Row.Name}", new OrderProgress(order.Value, call.ReachIn(guildhall).Manages) { Decides = OrderApprovals.MayDecide(call.ReachIn(guildhall), order.Value.Row) }, Above);

    /// <summary>An order that can no longer be taken back is shown as it is.</summary>
    private PageAnswer Ask(PageCall call, Result<OrderView> order)
    {
        if (order.Refused) return new PageAnswer.Refused(order.Problems);
        if (!order.Value.State.Cancellable()) return new PageAnswer.SeeOther("/store/orders/" + call.Route("id"));
        return PageAnswer.Storefront<OrderCancelView>("Cancel order", new OrderProgress(order.Value, call.ReachIn(guildhall).Manages), Above, new Crumb(order.Value.Row.Name, "/store/orders/" + order.Value.Row.Id));
    }

    /// <summary>An order that was decided on meanwhile is shown as it is.</summary>
    private async ValueTask<PageAnswer> AskReasonAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var order = await guildhall.Orders.FindAsync(call.ReachIn(guildhall), call.Route("id"), cancellation);
        if (order.Refused) return new PageAnswer.Refused(order.Problems);
        if (order.Value.State != OrderState.AwaitingApproval) return new PageAnswer.SeeOther("/store/orders/" + order.Value.Row.Id);
        var shown = PageAnswer.Storefront<OrderRejectView>("Reject order", new OrderRejection(order.Value, call.Text("Reason"), problems), Above, new Crumb(order.Value.Row.Name, "/store/orders/" + order.Value.Row.Id));
        return shown with { Status = UiProblems.StatusOf(problems) };
    }

    private async ValueTask<PageAnswer> RejectAsync(PageCall call, CancellationToken cancellation)
    {
        var rejected = await guildhall.OrderApprovals.RejectAsync(call.ReachIn(guildhall), call.Route("id"), call.Text("Reason"), cancellation);
        return rejected is { Refused: true, Problems: [{ Member: "Reason" }] } ? await AskReasonAsync(call, rejected.Problems, cancellation) : Acted(call, rejected, _ => "Rejected.");
    }

    private static PageAnswer Acted(PageCall call, Result<OrderView> order, Func<OrderView, string> sentence) =>
        order.Refused ? new PageAnswer.Refused(order.Problems) : new PageAnswer.SeeOther("/store/orders/" + call.Route("id"), Flash.Done(sentence(order.Value)));
}

/// <summary>An order for whoever looks at it.</summary>
public sealed record OrderProgress(OrderView Order, bool Manages)
{
    /// <summary>Whether whoever looks may approve or reject it now.</summary>
    public bool Decides { get; init; }
}

/// <summary>An order that is about to be rejected.</summary>
/// <param name="Reason">As it was typed.</param>
public sealed record OrderRejection(OrderView Order, string Reason, ImmutableArray<Problem> Problems);
