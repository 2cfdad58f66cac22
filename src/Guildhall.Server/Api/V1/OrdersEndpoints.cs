using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary><c>/api/v1/orders</c>: how far orders of AWS accounts are, cancelling and trying again.</summary>
internal static class OrdersEndpoints
{
    private const int MostOrders = 1_000;

    public static void MapOrders(this OwnApi api, Installation guildhall)
    {
        api.Get("/api/v1/orders", OrderQueries.Action, (call, cancellation) => ListAsync(guildhall, call, cancellation));
        api.Get("/api/v1/orders/{id}", OrderQueries.Action, (call, cancellation) => OneAsync(guildhall, call, (reach, id) => guildhall.Orders.FindAsync(reach, id, cancellation)));
        api.Post("/api/v1/orders/{id}/cancel", AccountOrders.Action, (call, cancellation) => ActAsync(guildhall, call, [], (reach, id, _) => guildhall.AccountOrders.CancelAsync(reach, id, cancellation)));
        api.Post("/api/v1/orders/{id}/retry", AccountOrders.Action, (call, cancellation) => ActAsync(guildhall, call, [], (reach, id, _) => guildhall.AccountOrders.RetryAsync(reach, id, cancellation)));
        api.Post("/api/v1/orders/{id}/approve", OrderApprovals.Action, (call, cancellation) => ActAsync(guildhall, call, [], (reach, id, _) => guildhall.OrderApprovals.ApproveAsync(reach, id, cancellation)));
        api.Post("/api/v1/orders/{id}/reject", OrderApprovals.Action, (call, cancellation) => ActAsync(guildhall, call, ["reason"], (reach, id, posted) => guildhall.OrderApprovals.RejectAsync(reach, id, posted.Reason, cancellation)));
        api.Post("/api/v1/orders/{id}/invite", AccountOrders.Action, (call, cancellation) => ActAsync(guildhall, call, [], (reach, id, _) => guildhall.AccountOrders.InviteAgainAsync(reach, id, cancellation)));
    }

    private static async ValueTask<ApiAnswer> OneAsync(Installation guildhall, ApiCall call, Func<OrderReach, string, Task<Result<OrderView>>> act)
    {
        var reach = AccountsEndpoints.ReachOf(guildhall, call);
        var order = await act(reach, call.RouteValue("id"));
        return order.Refused ? await AccountsEndpoints.Refuse(order.Problems[0]) : await ApiAnswer.Write(json => OrderWriting.Write(json, order.Value, reach.Manages));
    }

    private static async ValueTask<ApiAnswer> ActAsync(Installation guildhall, ApiCall call, string[] members, Func<OrderReach, string, PostedAct, Task<Result<OrderView>>> act)
    {
        var posted = PostedAct.Read(call.Body, members);
        return posted.Refused ? await AccountsEndpoints.Refuse(posted.Problems[0]) : await OneAsync(guildhall, call, (reach, id) => act(reach, id, posted.Value));
    }

    private static async ValueTask<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, MostOrders) is not { } limit) return await AccountsEndpoints.Refuse(Problem.Malformed($"limit must be a number from 1 to {MostOrders:N0}.", "limit"));
        OrderState? state = null;
        if (call.Query["state"] is [{ } word] && !(Enum.TryParse<OrderState>(word, out var parsed) && (state = parsed).ToString() == word))
            return await AccountsEndpoints.Refuse(Problem.Malformed($"state must be one of {string.Join(", ", Enum.GetNames<OrderState>())}.", "state"));
        if ((string?)call.Query["after"] is { } after && !OrderPage.IsCursor(after)) return await AccountsEndpoints.Refuse(AccountsEndpoints.NoCursor);
        var reach = AccountsEndpoints.ReachOf(guildhall, call);
        var page = await guildhall.Orders.ListAsync(reach, new OrderFilter { State = state, After = call.Query["after"], Take = limit }, cancellation);
        return page.Refused ? await AccountsEndpoints.Refuse(page.Problems[0]) : await Written(page.Value, reach.Manages);
    }

    private static ValueTask<ApiAnswer> Written(OrderPage page, bool manager) => ApiAnswer.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("orders"u8);
        foreach (var order in page.Orders) OrderWriting.Write(json, order, manager);
        json.WriteEndArray();
        json.WriteString("next"u8, page.Next);
        json.WriteEndObject();
    });
}
