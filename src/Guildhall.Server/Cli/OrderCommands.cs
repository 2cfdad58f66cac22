using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall order list|show|cancel|retry</c>. contract.md 2.</summary>
internal static class OrderCommands
{
    private static readonly Option<string?> State = new("--state") { Description = "Only orders in this state", HelpName = "STATE" };
    internal static readonly Argument<string> Id = new("ORDER") { Description = "The order's id" };

    static OrderCommands() => State.AcceptOnlyFromAmong(Enum.GetNames<OrderState>());

    public static Command List() => new("list", "Orders of AWS accounts, newest first") { State };

    public static Command Show() => new("show", "One order with its steps") { Id };

    public static Command Cancel() => new("cancel", "Take an order back of which nothing was called yet, or whose invitation is open") { Id };

    public static Command Retry() => new("retry", "Try the step again at once that failed or waits; asks AWS at once for the answer to an invitation") { Id };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var state = call.Given.GetValue(State) is { } word ? Enum.Parse<OrderState>(word) : (OrderState?)null;
        var page = await guildhall.Orders.ListAsync(ReachOf(guildhall), new OrderFilter { State = state, Take = 10_000 }, cancellation);
        return page.Refused ? call.Refused(page.Problems) : call.Done(page.Value.Orders, (json, order) => OrderWriting.Write(json, order, manager: true));
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.Orders.FindAsync(reach, id, cancellation), cancellation);

    public static Task<int> CancelAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountOrders.CancelAsync(reach, id, cancellation), cancellation);

    public static Task<int> RetryAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountOrders.RetryAsync(reach, id, cancellation), cancellation);

    internal static OrderReach ReachOf(Installation guildhall) => OrderReach.Operator(guildhall.Options.Ids.Uuid().ToString());

    /// <summary>Does something with an order, and prints it.</summary>
    internal static Task<int> RunAsync(Call call, Func<Installation, OrderReach, string, Task<Result<OrderView>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var order = await act(guildhall, ReachOf(guildhall), call.Given.GetValue(Id)!);
        return order.Refused ? call.Refused(order.Problems) : call.Done(json => OrderWriting.Write(json, order.Value, manager: true));
    }, cancellation);
}
